import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, platform } from 'node:process'
import type { Readable, Writable } from 'node:stream'

const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const FLAGS = [
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-breakpad',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-search-engine-choice-screen',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-hang-monitor',
  '--disable-ipc-flooding-protection',
  '--disable-popup-blocking',
  '--disable-prompt-on-repost',
  // Keeps every frame of a window in the window's own target.
  '--disable-site-isolation-trials',
  // Electron lets pages loaded from files load their scripts from files.
  '--allow-file-access-from-files',
  '--disable-field-trial-config',
  '--disable-features=Translate,OptimizationHints,OptimizationGuideModelDownloading,OptimizationGuideOnDeviceModel,MediaRouter,' +
    'BackForwardCache,AutofillServerCommunication,CertificateTransparencyComponentUpdater,HttpsUpgrades,' +
    'HttpsFirstBalancedModeAutoEnable,DialMediaRouteProvider,GlobalMediaControls,PaintHolding,NetworkTimeServiceQuerying,' +
    'InterestFeedContentSuggestions,IsolateOrigins,site-per-process',
  // Electron's ports tell their page when the other end is gone; Chromium has this event behind a feature.
  '--enable-features=MessagePortCloseEvent',
  '--autoplay-policy=no-user-gesture-required',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  // Without it, a bar about --no-sandbox takes 50 pixels of each window.
  '--test-type',
]

// Switches of the app's command line that mean the same to Chromium.
const HANDED_ON = ['lang', 'force-device-scale-factor', 'force-color-profile', 'force-prefers-reduced-motion', 'use-fake-device-for-media-stream', 'use-fake-ui-for-media-stream']

export interface Chromium {
  process: ChildProcess
  path: string
  profile: string
  headed: boolean
  input: Writable
  output: Readable
  /** Ends Chromium and everything it started, at once. */
  kill(): void
}

export function findChromium(): string {
  const found = [env.CHROMIUM_PATH, ...USUAL_PATHS].find((path) => path && existsSync(path))
  if (!found) throw new Error('electron-stand-in: no Chromium found; install one or set CHROMIUM_PATH')
  return found
}

/** Windows are real ones where there is a screen to show them on; ELECTRON_STAND_IN_HEADLESS=1 keeps them off it. */
export function hasScreen(): boolean {
  if (env.ELECTRON_STAND_IN_HEADLESS) return false
  return platform === 'linux' ? Boolean(env.DISPLAY || env.WAYLAND_DISPLAY) : true
}

export function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

export function startChromium(debuggingPort: string | undefined, switches: Map<string, string>): Chromium {
  const path = findChromium()
  const headed = hasScreen()
  const profile = mkdtempSync(join(tmpdir(), 'electron-stand-in-'))
  const flags = [
    ...FLAGS,
    ...asRoot(),
    ...(headed ? [] : ['--headless=new', '--mute-audio']),
    ...(platform === 'linux' ? ['--disable-dev-shm-usage'] : []),
    ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]),
    ...HANDED_ON.filter((name) => switches.has(name)).map((name) => `--${name}=${switches.get(name)}`),
    `--user-data-dir=${profile}`,
  ]
  // Its own process group, so that one kill reaches every process it starts.
  const child = spawn(path, flags, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: platform !== 'win32' })
  child.on('error', (error) => {
    process.stderr.write(`electron-stand-in: Chromium did not start: ${error.message}\n`)
    process.exit(1)
  })
  passDevToolsLine(child.stderr as Readable)
  watchOver(child, profile)
  return {
    process: child,
    path,
    profile,
    headed,
    input: child.stdio[3] as Writable,
    output: child.stdio[4] as Readable,
    kill: () => {
      try {
        if (child.pid !== undefined) process.kill(platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
      } catch {
        // It is gone already.
      }
    },
  }
}

// Playwright reads this one line; the rest is Chromium complaining about missing desktop services.
function passDevToolsLine(stderr: Readable): void {
  let text = ''
  stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('DevTools listening on') || env.ELECTRON_STAND_IN_CHROMIUM_LOG) process.stderr.write(`${line}\n`)
    }
  })
}

/**
 * Chromium ends when its pipe closes, but not always: a window held in mid-creation keeps it alive. A shell that waits
 * for the stand-in's death, kill -9 included, ends it for sure and removes its profile.
 */
function watchOver(child: ChildProcess, profile: string): void {
  if (platform === 'win32' || child.pid === undefined) return
  // Dying processes still write into the profile, so removing it may take more than one try.
  const script =
    'read line; kill -9 -- "-$1" 2>/dev/null; ' +
    'for try in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$2" 2>/dev/null && sleep 0.1 && [ ! -e "$2" ] && exit; sleep 0.2; done'
  const watchdog = spawn('/bin/sh', ['-c', script, 'electron-stand-in-watchdog', String(child.pid), profile], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watchdog.unref()
  ;(watchdog.stdin as unknown as { unref?(): void }).unref?.()
}
