import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appArguments, help, parseStartOptions } from './lib/options.mjs'

const from = join('/home', 'ana', 'my practice')
const parse = (...argv: string[]) => parseStartOptions(argv, from)

test('without options the app opens its demo practice', () => {
  expect(appArguments(parse())).toEqual(['--demo'])
})

test('a data folder is made absolute from where the command was typed, spaces and all', () => {
  const folder = join(from, 'my data')
  expect(appArguments(parse('--data', 'my data'))).toEqual([`--data=${folder}`])
  expect(appArguments(parse('--data=my data'))).toEqual([`--data=${folder}`])
})

test('the demo speed is passed on to the app', () => {
  expect(appArguments(parse('--demo-speed', '12.5'))).toEqual(['--demo', '--demo-speed=12.5'])
})

test('a picture is made absolute and shows the demo practice', () => {
  const options = parse('--picture', 'desk.png', '--demo-speed=4')
  expect(options.picture).toBe(join(from, 'desk.png'))
  expect(appArguments(options)).toEqual(['--demo', '--demo-speed=4'])
})

test.each([
  [['--dta', 'x'], 'Unknown option: --dta'],
  [['folder'], 'Unknown option: folder'],
  [['--help=yes'], 'Unknown option: --help=yes'],
  [['--data'], '--data needs a value'],
  [['--data', '--demo-speed', '2'], '--data needs a value'],
  [['--demo-speed', 'fast'], 'above 0'],
  [['--demo-speed', '0'], 'above 0'],
  [['--demo-speed', '-1'], 'above 0'],
  [['--picture', 'desk.jpg'], '.png'],
  [['--picture', 'a.png', '--data', 'x'], 'cannot be combined'],
])('refuses %j with exit code 2 and says why', (argv, words) => {
  expect(() => parse(...argv)).toThrow(expect.objectContaining({ exitCode: 2, message: expect.stringContaining(words) }))
})

test('the help names every option', () => {
  for (const option of ['--data', '--demo-speed', '--picture', '--help']) expect(help).toContain(option)
})
