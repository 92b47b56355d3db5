// node tools/run.mjs NAME: the smaller developer commands, each with everything it needs installed first.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt, forgetBuild } from './lib/build.mjs'
import { lines, lint, types, unit } from './lib/checks.mjs'
import { lacksDisplay, startDisplay } from './lib/display.mjs'
import { sumLine } from './lib/counts.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { node24, root, scripts, toolEnv } from './lib/paths.mjs'
import { run, runNode } from './lib/processes.mjs'
import { chooseRuntime } from './lib/runtime.mjs'
import { ensureServers } from './lib/system.mjs'
import { main, say, Stop } from './lib/say.mjs'

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  async build() {
    return (await ensureBuilt()) ? 0 : 1
  },

  /** Everything that takes seconds, side by side; each output is shown whole. */
  async check() {
    const results = [types, lint, unit].map(async (check) => {
      const { title, failed, output } = await check({ capture: true })
      say(`${failed ? 'FAILED' : 'ok    '} ${title}`)
      if (failed) process.stderr.write(output)
      return failed
    })
    return (await Promise.all(results)).some((failed) => failed > 0) ? 1 : 0
  },

  async dev() {
    const { runtime, env } = await prepareApp()
    forgetBuild()
    return (await runNode(scripts.electronVite, ['dev', '--', ...runtime.args, '--demo'], { env })).code
  },

  /** The lines against real phone and text systems, which it installs where it may. */
  async 'test:lines'() {
    await ensureServers()
    const counts = await lines()
    say(`\n${sumLine(counts)}`)
    return counts.failed === 0 ? 0 : 1
  },

  fuzz: (args) => script('fuzz', args),
  bench: (args) => appScript('bench', args),
  pictures: (args) => appScript('pictures', args),
}

/** Runs tools/<name>/index.ts against the built app. @param {string} name @param {string[]} args */
async function appScript(name, args) {
  const { env } = await prepareApp()
  return (await ensureBuilt()) ? script(name, args, env) : 1
}

/** Runs tools/<name>/index.ts. @param {string} name @param {string[]} args @param {Record<string, string | undefined>} [env] */
async function script(name, args, env = toolEnv()) {
  const file = join(root, 'tools', name, 'index.ts')
  if (!existsSync(file)) throw new Stop(`tools/${name}/index.ts is not there yet.`)
  const aliases = pathToFileURL(join(root, 'tools', 'lib', 'aliases.mjs')).href
  return (await run(node24, ['--import', aliases, file, ...args], { env })).code
}

async function prepareApp() {
  const runtime = await chooseRuntime({ display: lacksDisplay() })
  say(runtime.line)
  return { runtime, env: lacksDisplay() ? { ...runtime.env, DISPLAY: await startDisplay() } : runtime.env }
}

await main(async () => {
  const [name = '', ...args] = process.argv.slice(2)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new Stop(`Unknown command "${name}"; there are: ${Object.keys(commands).join(', ')}.`, 2)
  if (args.length > 0 && name !== 'fuzz') throw new Stop(`npm run ${name} takes no options, so it does not know ${args.join(' ')}.`, 2)
  await ensureInstalled()
  return command(args)
})
