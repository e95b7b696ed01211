import { parentPort, workerData } from 'node:worker_threads';
import { parseYaml } from './parse-yaml.ts';

/** Run in a worker thread by `yamlFile`: parses the text that it is given. */
async function answer(): Promise<void> {
  parentPort?.postMessage('loaded');
  parentPort?.postMessage(await parseYaml(String(workerData)));
}

void answer();
