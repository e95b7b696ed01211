import { describe, expect, it } from 'vitest';
import { isCi } from '../../src/consent/ci.ts';

describe('a CI environment', () => {
  it.each([
    ['CI=true', { CI: 'true' }],
    ['CI=1', { CI: '1' }],
    ['Woodpecker', { CI: 'woodpecker' }],
    ['GitHub Actions', { GITHUB_ACTIONS: 'true' }],
    ['GitLab', { GITLAB_CI: 'true' }],
    ['Azure Pipelines', { TF_BUILD: 'True' }],
    ['Jenkins', { JENKINS_URL: 'http://jenkins.example/', BUILD_ID: '42' }],
    ['TeamCity', { TEAMCITY_VERSION: '2026.1' }],
    ['CircleCI', { CIRCLECI: 'true' }],
    ['Buildkite', { BUILDKITE: 'true' }],
    ['Bitbucket', { BITBUCKET_BUILD_NUMBER: '7' }],
    ['AWS CodeBuild', { CODEBUILD_BUILD_ID: 'project:1' }],
    ['Travis', { TRAVIS: 'true' }],
    ['AppVeyor', { APPVEYOR: 'True' }],
    ['Drone', { DRONE: 'true' }],
    ['Bitrise', { BITRISE_IO: 'true' }],
    ['Cirrus', { CIRRUS_CI: 'true' }],
    ['Semaphore', { SEMAPHORE: 'true' }],
    ['Buddy', { BUDDY_WORKSPACE_ID: '3' }],
    ['Bamboo', { bamboo_planKey: 'PLAN-1' }],
    ['GoCD', { GO_PIPELINE_LABEL: '12' }],
    ['Hudson', { HUDSON_URL: 'http://hudson.example/' }],
    ['a service that says no more than that it integrates', { CONTINUOUS_INTEGRATION: 'true' }],
  ])('is known by its variables: %s', (_, env) => {
    expect(isCi(env)).toBe(true);
  });

  it.each([
    ['no variable', {}],
    ['an empty CI', { CI: '' }],
    ['CI=false', { CI: 'false' }],
    ['CI=0', { CI: '0' }],
    ['what hosting services set for users as well', { VERCEL: '1', RENDER: 'true', NETLIFY: 'true' }],
    ['the number of a build, which may be that of an image', { BUILD_NUMBER: '42' }],
    ['a service that says no', { GITHUB_ACTIONS: 'false' }],
    ['half of what Jenkins sets', { BUILD_ID: '42' }],
    ['the other half', { JENKINS_URL: 'http://jenkins.example/', BUILD_ID: '' }],
  ])('is not seen in %s', (_, env) => {
    expect(isCi(env)).toBe(false);
  });

  it('is none where CI says no, whatever a service says', () => {
    expect(isCi({ CI: ' False ', GITHUB_ACTIONS: 'true' })).toBe(false);
  });

  it('is one where CI is empty and a service speaks', () => {
    expect(isCi({ CI: ' ', GITLAB_CI: 'true' })).toBe(true);
  });
});
