import type { Environment } from '../surroundings/environment.ts';

/** Said of a variable that is set, but to say no. */
const noes: ReadonlySet<string> = new Set(['', '0', 'false', 'no', 'off']);

/**
 * Whether this is the environment of a CI service. `CI` has the last word where it says no (`CI=false`); else it is one
 * where `CI`, or a variable that a CI service sets in its jobs, is set. Services that set theirs in what they run for
 * users as well (Vercel, Render) are known by `CI` alone.
 */
export function isCi(env: Environment): boolean {
  const says = (name: string): boolean => !noes.has((env[name] ?? '').trim().toLowerCase());
  const ci = env['CI']?.trim() ?? '';
  if (ci !== '') return says('CI');
  return serviceVariables.some((names) => names.every(says));
}

/** What services set, by their own documentation: all of a row must be set. */
const serviceVariables: readonly (readonly string[])[] = [
  ['CONTINUOUS_INTEGRATION'],
  ['GITHUB_ACTIONS'],
  ['GITLAB_CI'],
  ['TF_BUILD'],
  ['JENKINS_URL', 'BUILD_ID'],
  ['TEAMCITY_VERSION'],
  ['BUILDKITE'],
  ['CIRCLECI'],
  ['TRAVIS'],
  ['APPVEYOR'],
  ['BITBUCKET_BUILD_NUMBER'],
  ['BITRISE_IO'],
  ['CODEBUILD_BUILD_ID'],
  ['DRONE'],
  ['CIRRUS_CI'],
  ['SEMAPHORE'],
  ['BUDDY_WORKSPACE_ID'],
  ['bamboo_planKey'],
  ['GO_PIPELINE_LABEL'],
  ['HUDSON_URL'],
];
