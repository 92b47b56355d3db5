import { spawn } from 'node:child_process'
import { endWithUs } from './processes.mjs'
import { Stop } from './say.mjs'

/** Only Linux can be without a display. */
export function lacksDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
}

/**
 * Starts Xvfb on a free display; it ends with this process.
 * @returns {Promise<string>} the value for DISPLAY
 */
export function startDisplay() {
  return new Promise((resolve, reject) => {
    // -displayfd 3: Xvfb picks the display itself and writes its number there once it is ready.
    // detached: Ctrl+C must reach the app first, or it would die of its lost display instead of closing.
    const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
    const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
    endWithUs(xvfb)
    xvfb.stdio[3]?.once('data', (number) => resolve(`:${String(number).trim()}`))
    const failed = () => reject(new Stop('There is no display here, and Xvfb, which stands in for one, did not start.'))
    xvfb.once('error', failed)
    xvfb.once('exit', failed)
  })
}
