import { writeFileSync } from 'node:fs';
import { planValidatorSource } from './plan-validator.ts';

writeFileSync(new URL('../src/plan/plan-validator.generated.ts', import.meta.url), planValidatorSource());
