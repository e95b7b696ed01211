import { definePlan } from '@plainsight/core';

definePlan({});
