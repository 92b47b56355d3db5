import { expect, it } from 'vitest'
import { loadedAtStart } from './bundle.ts'

const files: Record<string, string> = {
  'assets/index.js': 'import{a}from"./shared.js";import"./side.js";const later=()=>import("./later.js");export{a}',
  'assets/shared.js': 'export*from"./deep.js";export const a="from ./nowhere.js"',
  'assets/side.js': '',
  'assets/deep.js': 'import{b}from"./shared.js"',
  'assets/ahead.js': '',
}

it('counts what a page loads at once, each file once, and nothing that is loaded later', () => {
  const html = '<link rel="stylesheet" href="./assets/index.css"><link rel="modulepreload" href="./assets/ahead.js"><script type="module" crossorigin src="./assets/index.js"></script>'
  const read = (name: string): string => files[name] ?? fail(name)
  expect(loadedAtStart(html, read).toSorted()).toEqual(['assets/ahead.js', 'assets/deep.js', 'assets/index.js', 'assets/shared.js', 'assets/side.js'])
})

function fail(name: string): never {
  throw new Error(`${name} is not loaded at the start`)
}
