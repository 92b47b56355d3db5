import { readFileSync } from 'node:fs'
import { getDocumentProxy } from 'unpdf'

/** What a reader of a PDF file gets: its pages as text, and what makes it readable to a screen reader. */
export type Pdf = { title: string; language: string; tagged: boolean; bookmarks: string[]; fonts: string[]; pages: { width: number; height: number; text: string }[] }

export async function readPdf(file: string): Promise<Pdf> {
  const bytes = readFileSync(file)
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const info = (await pdf.getMetadata()).info as { Title?: string; Language?: string }
  const pages: Pdf['pages'] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const [, , width = 0, height = 0] = page.view
    const { items } = await page.getTextContent()
    pages.push({ width, height, text: items.map((item) => ('str' in item ? item.str : '')).join(' ').replaceAll(/\s+/g, ' ') })
  }
  const outline = ((await pdf.getOutline()) ?? []) as { title: string; items: { title: string }[] }[]
  return {
    title: info.Title ?? '',
    language: info.Language ?? '',
    tagged: ((await pdf.getMarkInfo()) as { Marked?: boolean } | null)?.Marked === true,
    bookmarks: outline.flatMap(({ title, items }) => [title, ...items.map((item) => item.title)]),
    fonts: [...new Set([...bytes.toString('latin1').matchAll(/\/(?:FontName|BaseFont) \/(?:[A-Z]{6}\+)?([\w-]+)/g)].map(([, name = '']) => name))],
    pages,
  }
}
