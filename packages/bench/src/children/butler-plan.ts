import type { Plan } from '@plainsight/core';

/** Stands for the plan of the Butler example, which is laid over this file where the children run. */
declare const plan: Plan;

export default plan;
