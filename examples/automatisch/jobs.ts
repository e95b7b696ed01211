import { mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entity } from './entity.ts';
import { settings } from './settings.ts';

/** A flow that is to be executed. */
export interface Job {
  readonly flowId: string;
  readonly testRun: boolean;
  readonly steps: readonly { readonly stepId: string; readonly isCompleted: boolean }[];
}

/** A folder stands for the queue between main and worker. */
const folder = (): string => join(settings().data, 'jobs');

/** Puts a job where the worker finds it. */
export async function addJob(job: Job): Promise<void> {
  await mkdir(folder(), { recursive: true });
  const path = join(folder(), `${Date.now()}-${entity().id}`);
  await writeFile(path, JSON.stringify(job));
  // Whole, or not there.
  await rename(path, `${path}.json`);
}

/** Takes the jobs that wait, the oldest first. */
export async function takeJobs(): Promise<readonly Job[]> {
  const names = await readdir(folder()).catch(() => []);
  const jobs: Job[] = [];
  for (const name of names.filter((one) => one.endsWith('.json')).toSorted()) {
    const path = join(folder(), name);
    // Main wrote it.
    jobs.push(JSON.parse(await readFile(path, 'utf8')) as Job);
    await unlink(path);
  }
  return jobs;
}
