// npm start: installs and builds what is missing, then opens the app. Runs on whatever Node the machine has.
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { lacksDisplay, startDisplay } from './lib/display.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { appArguments, help, parseStartOptions } from './lib/options.mjs'
import { root, scripts } from './lib/paths.mjs'
import { runNode } from './lib/processes.mjs'
import { chooseRuntime } from './lib/runtime.mjs'
import { main, say } from './lib/say.mjs'

await main(async () => {
  // npm runs this in the repository's root; INIT_CWD is where the person typed the command.
  const options = parseStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
  if (options.help) {
    say(help)
    return 0
  }
  await ensureInstalled()
  const { picture } = options
  // The stand-in takes pictures headless; real Electron always needs a display.
  const display = lacksDisplay()
  const runtime = await chooseRuntime({ display: display && !picture })
  say(runtime.line)
  if (!(await ensureBuilt())) return 1

  const env = { ...runtime.env }
  if (display && !(picture && runtime.kind === 'stand-in')) env.DISPLAY = await startDisplay()
  if (picture) {
    const args = [picture, ...runtime.args, ...appArguments(options)]
    return (await runNode(join(root, 'tools', 'picture.mjs'), args, { env })).code
  }
  return (await runNode(scripts.electron, [root, ...runtime.args, ...appArguments(options)], { env })).code
})
