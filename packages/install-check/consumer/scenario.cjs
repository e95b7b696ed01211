// What a host does from start to end, and what must come of it. It gets the packages, and so is the same for `import`,
// for `require` and for a bundle.
const assert = require('node:assert/strict');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { Writable } = require('node:stream');
const { gunzipSync } = require('node:zlib');

exports.scenario = async function scenario({
  core,
  consoleSink,
  httpSink,
  posthogSink,
  sqliteStore,
  plan,
  adminPage,
  nodeListener,
}) {
  const folder = mkdtempSync(join(tmpdir(), 'plainsight-host-'));
  const config = join(folder, 'host.yaml');
  writeFileSync(config, 'web:\n  enabled: true\n');
  try {
    await dryRun({ core, consoleSink, plan, config });
    await delivery({ core, posthogSink, plan, config, decisions: join(folder, 'decisions.json') });
    await adminPages({ core, consoleSink, plan, config, adminPage, nodeListener });
    await onDisk({ core, httpSink, sqliteStore, plan, config, path: join(folder, 'data/telemetry.db') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`ok on Node ${process.versions.node}`);
};

/** Memory and ndjson: what is recorded and reported is printed. */
async function dryRun({ core, consoleSink, plan, config }) {
  let printed = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      printed += chunk;
      done();
    },
  });
  const telemetry = core.createTelemetry(plan);
  telemetry.record('opened', { page: 'home' });
  await telemetry.start({
    serviceVersion: '1.2.3',
    config: core.yamlFile(config),
    store: core.memoryStore(),
    ephemeral: true,
    sinks: [consoleSink({ format: 'ndjson', stream })],
  });
  telemetry.record('opened', { page: 'help' });
  await telemetry.flush();
  const { id } = telemetry;
  await telemetry.close();

  const events = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  check(events, id);
}

/** Kept decisions and PostHog's wire, to a receiver of our own. */
async function delivery({ core, posthogSink, plan, config, decisions }) {
  const received = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      received.push(...JSON.parse(text.toString()).batch);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"Ok"}');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `http://127.0.0.1:${server.address().port}`;

  const telemetry = core.createTelemetry(plan);
  await telemetry.start({
    serviceVersion: '1.2.3',
    config: core.yamlFile(config),
    store: core.memoryStore({ decisions: core.fileDecisions({ path: decisions }) }),
    sinks: [posthogSink({ key: `phc_${'x'.repeat(43)}`, host })],
  });
  telemetry.record('opened', { page: 'home' });
  telemetry.record('opened', { page: 'help' });
  await telemetry.flush();
  const { id } = telemetry;
  const [sink] = (await telemetry.status()).sinks;
  await telemetry.close();
  await new Promise((resolve) => server.close(resolve));

  assert.deepEqual([sink.accepted, sink.waiting, sink.rejected, sink.health], [3, 0, 0, 'healthy']);
  check(
    received.map((one) => ({
      name: one.event,
      distinctId: one.distinct_id,
      uuid: one.uuid,
      properties: one.properties,
    })),
    id,
  );
}

/** The page of an application: it is shown, has all that it loads, and deletes. */
async function adminPages({ core, consoleSink, plan, config, adminPage, nodeListener }) {
  const telemetry = core.createTelemetry(plan);
  await telemetry.start({
    serviceVersion: '1.2.3',
    config: core.yamlFile(config),
    store: core.memoryStore(),
    ephemeral: true,
    sinks: [consoleSink({ stream: new Writable({ write: (_chunk, _encoding, done) => done() }) })],
  });
  telemetry.record('opened', { page: 'home' });
  await telemetry.flush();
  const page = adminPage({ telemetry, basePath: '/telemetry', authorize: () => true });
  const server = createServer(nodeListener(page));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;

  const answer = await fetch(`${origin}/telemetry`);
  const text = await answer.text();
  assert.equal(answer.status, 200);
  assert.match(text, /Telemetry is on/);
  assert.match(answer.headers.get('content-security-policy'), /^default-src 'none'; script-src 'self';/);
  const assets = [...text.matchAll(/="([^"]+\/assets\/[^"]+)"/g)].map(([, address]) => address);
  assert.equal(assets.length, 3);
  for (const asset of assets) assert.ok((await (await fetch(origin + asset)).text()).length > 100);
  const form = await fetch(`${origin}/telemetry/delete-all`, {
    method: 'POST',
    body: new URLSearchParams({ token: /name="token" value="([^"]+)"/.exec(text)[1] }),
    headers: { Origin: origin, Cookie: answer.headers.get('set-cookie').split(';')[0] },
    redirect: 'manual',
  });
  assert.equal(form.status, 303);
  assert.deepEqual((await telemetry.records()).entries, []);
  await telemetry.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** SQLite and JSON over HTTP: what was recorded is there after a restart. Node 20 has no SQLite, and goes on in memory. */
async function onDisk({ core, httpSink, sqliteStore, plan, config, path }) {
  const hasSqlite = !process.versions.node.startsWith('20.');
  const received = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      received.push(...JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"receipt":"r-1"}');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/events`;
  const warnings = [];
  const options = () => ({
    serviceVersion: '1.2.3',
    config: core.yamlFile(config),
    store: sqliteStore({ path }),
    sinks: [httpSink({ url, company: 'Example' })],
    logger: { warn: (message) => warnings.push(message) },
  });

  const first = core.createTelemetry(plan);
  await first.start(options());
  first.record('opened', { page: 'home' });
  first.record('opened', { page: 'help' });
  await first.flush();
  const { id } = first;
  await first.close();
  check(received, id);
  assert.equal(warnings.length, hasSqlite ? 0 : 1, warnings.join());
  if (hasSqlite) {
    const later = core.createTelemetry(plan);
    const { entries } = await later.records({ state: 'accepted' }, options());
    assert.equal(entries.length, 3);
    assert.equal((await later.erase('all', options())).records, 3);
  }
  await new Promise((resolve) => server.close(resolve));
}

function check(events, id) {
  const named = (name) => events.filter((event) => event.name === name);
  assert.match(id, /^[0-9a-f-]{36,64}$/);
  assert.equal(events.length, 3);
  assert.equal(new Set(events.map(({ uuid }) => uuid)).size, 3);
  assert.ok(events.every(({ distinctId }) => distinctId === id));
  assert.deepEqual(
    named('opened')
      .map(({ properties }) => properties.page)
      .toSorted(),
    ['help', 'home'],
  );
  const [report] = named('install report');
  assert.equal(report.properties.serviceVersion, '1.2.3');
  assert.equal(report.properties.feature_webEnabled, true);
  assert.equal(report.properties.system_platform, process.platform === 'win32' ? 'Windows' : process.platform);
  assert.equal(report.properties.system_nodeVersion.replace(/^v/, ''), process.versions.node);
  assert.ok(report.properties.system_distro.length > 0);
  assert.equal(typeof report.properties.system_isRunningInDocker, 'boolean');
}
