import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = dirname(import.meta.dirname)
const importing = (specifier: string) => `import * as other from '${specifier}'\nexport const all = other\n`
const restricted = 'eslint(no-restricted-imports)'

const forbidden = [
  ['shared/rules/waiting.ts', 'electron'],
  ['shared/rules/waiting.ts', 'node:fs'],
  ['shared/rules/waiting.ts', 'fs/promises'],
  ['shared/rules/waiting.ts', '@renderer/store/desk'],
  ['shared/rules/waiting.ts', '../../renderer/store/desk.ts'],
  ['shared/rules/waiting.ts', '../../electron/core/index.ts'],
  ['shared/rules/waiting.test.ts', '../../electron/core/index.ts'],
  ['renderer/features/feed/Feed.tsx', 'electron'],
  ['renderer/features/feed/Feed.tsx', 'electron/renderer'],
  ['renderer/features/feed/Feed.tsx', '../../../electron/core/index.ts'],
  ['renderer/features/feed/Feed.test.tsx', '../../../electron/preload/index.ts'],
  ['electron/main/window.ts', '@renderer/ui/Button'],
  ['electron/main/window.ts', '../../renderer/ui/Button.tsx'],
  ['electron/preload/index.ts', '../../renderer/bridge.ts'],
  ['electron/core/people/search.ts', 'electron'],
  ['electron/core/people/search.ts', 'electron/main'],
  ['electron/core/people/search.ts', '@renderer/store/desk'],
  ['electron/core/people/search.ts', '../../main/window.ts'],
  ['electron/core/index.ts', '../main/window.ts'],
  ['electron/core/index.ts', '../preload/index.ts'],
  ['electron/core/people/search.test.ts', 'electron'],
  ['tools/bench/index.ts', 'electron'],
  ['tests/e2e/desk.spec.ts', 'electron'],
]

const allowed = [
  ['electron/main/window.ts', 'electron'],
  ['electron/main/window.ts', '@shared/contract/index.ts'],
  ['electron/preload/index.ts', 'electron'],
  ['electron/core/index.ts', 'node:fs'],
  ['electron/core/index.ts', '../../shared/contract/index.ts'],
  ['electron/core/people/search.ts', '../journal/record.ts'],
  ['renderer/features/feed/Feed.tsx', '@shared/contract/index.ts'],
  ['renderer/features/feed/Feed.tsx', '../../ui/Button.tsx'],
  ['shared/rules/waiting.ts', '../events/kinds.ts'],
  ['shared/rules/waiting.ts', 'zod'],
  ['shared/rules/waiting.test.ts', 'node:fs'],
  ['tools/electron-stand-in/main.ts', 'electron'],
  ['tests/e2e/desk.spec.ts', '../../shared/contract/index.ts'],
]

const otherWords = [
  ['a type', "import type { App } from 'electron'\nexport type Shell = App\n"],
  ['a re-export', "export * from 'electron'\n"],
  ['a dynamic import', "export const shell = () => import('electron')\n"],
]

const otherRules = [
  ['typescript(no-explicit-any)', 'export const anything: any = 1\n'],
  ['typescript(no-non-null-assertion)', 'export const first = (list: string[]) => list[0]!\n'],
  ['typescript(no-floating-promises)', 'export function save(send: () => Promise<void>) {\n  send()\n}\n'],
  ['typescript(no-misused-promises)', 'export const pick = (ask: () => Promise<boolean>) => {\n  if (ask()) return 1\n  return 2\n}\n'],
  ['typescript(switch-exhaustiveness-check)', "export function word(way: 'in' | 'out') {\n  switch (way) {\n    case 'in':\n      return 1\n  }\n}\n"],
  ['react-hooks(rules-of-hooks)', "import { useState } from 'react'\nexport function Card({ open }: { open: boolean }) {\n  if (open) useState(1)\n  return null\n}\n"],
  ['react-hooks(exhaustive-deps)', "import { useEffect } from 'react'\nexport function Card({ name }: { name: string }) {\n  useEffect(() => console.log(name), [])\n  return null\n}\n"],
  ['jsx-a11y(alt-text)', 'export const Portrait = () => <img src="ana.png" />\n'],
]

type Case = { file: string; source: string }
const cases: Record<'forbidden' | 'otherWords' | 'allowed' | 'otherRules', Case[]> = {
  forbidden: forbidden.map(([file = '', specifier = '']) => ({ file, source: importing(specifier) })),
  otherWords: otherWords.map(([, source = '']) => ({ file: 'electron/core/index.ts', source })),
  allowed: allowed.map(([file = '', specifier = '']) => ({ file, source: importing(specifier) })),
  otherRules: otherRules.map(([, source = '']) => ({ file: 'renderer/features/card/Card.tsx', source })),
}

/** Runs the real oxlint with the real settings over all cases at once; says which rules complain about each. */
function lintAll(): (set: keyof typeof cases, index: number) => string[] {
  const houses = mkdtempSync(join(tmpdir(), 'rapport-houses-'))
  const place = (set: string, index: number, file: string) => `${dirname(file)}/${set}-${index}-${basename(file)}`
  cpSync(join(root, '.oxlintrc.json'), join(houses, '.oxlintrc.json'))
  writeFileSync(join(houses, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "jsx": "react-jsx", "module": "esnext" } }')
  for (const [set, list] of Object.entries(cases)) {
    for (const [index, { file, source }] of list.entries()) {
      const full = join(houses, place(set, index, file))
      mkdirSync(dirname(full), { recursive: true })
      writeFileSync(full, source)
    }
  }
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: houses, encoding: 'utf8' })
  rmSync(houses, { recursive: true, force: true })
  if (!stdout.startsWith('{')) throw new Error(`oxlint said: ${stdout}${stderr}`)
  const { diagnostics }: { diagnostics: { code: string; filename: string }[] } = JSON.parse(stdout)
  return (set, index) => {
    const file = place(set, index, cases[set][index]?.file ?? '')
    return [...new Set(diagnostics.filter(({ filename }) => filename.endsWith(file)).map(({ code }) => code))]
  }
}

const complaints = lintAll()

test.each(forbidden.map(([file, specifier], index) => [file, specifier, index] as const))('%s may not import %s', (_file, _specifier, index) => {
  expect(complaints('forbidden', index)).toEqual([restricted])
})

test.each(otherWords.map(([words], index) => [words, index] as const))('the rule also sees %s', (_words, index) => {
  expect(complaints('otherWords', index)).toEqual([restricted])
})

test.each(allowed.map(([file, specifier], index) => [file, specifier, index] as const))('%s may import %s', (_file, _specifier, index) => {
  expect(complaints('allowed', index)).toEqual([])
})

test.each(otherRules.map(([rule = ''], index) => [rule, index] as const))('%s is an error', (rule, index) => {
  expect(complaints('otherRules', index)).toContain(rule)
})
