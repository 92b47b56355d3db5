import { expect, test } from 'vitest'
import { externalUrl } from './shell.ts'

test.each([
  ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
  ['HTTP://EXAMPLE.ORG', 'http://example.org/'],
  ['tel:+15550100177', 'tel:+15550100177'],
  ['mailto:desk@example.org', 'mailto:desk@example.org'],
])('%j may be opened outside', (text, url) => {
  expect(externalUrl(text)).toBe(url)
})

test.each([
  'javascript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'vbscript:x', 'blob:https://example.org/1',
  'file:///etc/passwd', 'FILE://server/share/x', '\\\\server\\share\\x', '//example.org', 'C:\\Windows\\x.exe', 'smb://server/x', 'ms-msdt:/id', 'search-ms:query=x', 'rapport://desk/index.html',
  'about:blank', 'example.org', 'https:', '', ' ', 'http', `https://example.org/${'x'.repeat(2048)}`, null, undefined, 7, {}, ['https://example.org'], new URL('https://example.org'),
])('%j may not', (text) => {
  expect(externalUrl(text)).toBeNull()
})
