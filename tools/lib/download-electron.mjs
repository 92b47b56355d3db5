// Fetches Electron's binary through Electron's own download code, but gives up when nothing arrives for 20 seconds:
// in a closed network a firewall may swallow packets without a word, and the app must start nevertheless.
// Runs on Node 24. Exit code 0: installed. Otherwise the last line on stderr is the reason.
import { createRequire } from 'node:module'

const patienceMs = 20_000
const require = createRequire(import.meta.url)
const { downloadArtifact } = createRequire(require.resolve('electron/package.json'))('@electron/get')

const silence = new AbortController()
const patience = setTimeout(() => silence.abort(new Error('no answer for 20 seconds')), patienceMs)
try {
  await downloadArtifact({
    version: require('electron/package.json').version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: require('electron/checksums.json'),
    downloadOptions: { signal: silence.signal, getProgressCallback: async () => void patience.refresh() },
  })
  clearTimeout(patience)
  // Finds the file in the download cache and unpacks it.
  require('electron/install.js')
} catch (error) {
  clearTimeout(patience)
  // fetch says only "fetch failed"; the cause has the reason.
  const { cause = error } = /** @type {Error} */ (error)
  console.error(cause instanceof Error ? cause.message : String(cause))
  process.exitCode = 1
}
