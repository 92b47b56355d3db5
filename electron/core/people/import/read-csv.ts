import { once } from 'node:events'
import { CsvError, parse, type Info } from 'csv-parse'
import { parse as parseNow } from 'csv-parse/sync'
import { Refusal } from '../../handlers.ts'
import { textOf } from './decode.ts'

/** One line of the file: where it starts as an editor shows it, and its cells. `broken` says why it cannot be believed. */
export type CsvRow = { line: number; cells: string[]; broken: string | null }

export type CsvFile = { delimiter: string; rows: CsvRow[] }

const DELIMITERS = [',', ';', '\t', '|'] as const
const HEAD_LINES = 30
/** More quotes left open than this, and the file is not CSV. */
const MOST_OPEN_QUOTES = 50

/** No line of a list is longer, in bytes; one that is, and one whose open quote swallows as much, is left out alone, and never held as cells. */
const LONGEST_LINE = 1024 * 1024
/** What the report shows of a line that is left out so. */
const SHOWN = 2000

const TOLERANT = {
  info: true,
  record_delimiter: '\n',
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
} as const

type Parsed = { record: string[]; info: Info }

/**
 * Reads a whole CSV file without stopping the event loop. Quoted cells may hold line ends; lines may be short or long;
 * lines without any filled cell are left out. A quote that is never closed costs its own line, not the rest of the file.
 * @throws Refusal when it is not text, or not CSV
 */
export async function readCsv(bytes: Uint8Array): Promise<CsvFile> {
  const pieces: Buffer[] = []
  let head = ''
  for await (const piece of textOf(bytes)) {
    if (head.length < 64 * 1024) head += piece
    pieces.push(Buffer.from(piece))
  }
  // Excel writes and reads a first line that names the separator.
  const named = /^sep=(.)\n/i.exec(head)
  const delimiter = named?.[1] ?? delimiterOf(head)
  const text = Buffer.concat(pieces)
  const rows: CsvRow[] = []
  let from = named ? named[0].length : 0
  let line = named ? 1 : 0
  for (let open = 0; ; open += 1) {
    const stopped = await readFrom(text, from, line, delimiter, rows)
    if (stopped === null) return { delimiter, rows }
    if (open === MOST_OPEN_QUOTES) throw new Refusal('badArgument', `Too many lines of this file cannot be read: they are too long, or a quote is opened and never closed, the last one on line ${stopped.line}. Export the list again as CSV.`)
    const end = text.indexOf(10, stopped.at)
    const lineEnd = end === -1 ? text.length : end
    const broken = lineEnd - stopped.at > LONGEST_LINE ? 'this line is longer than 1 MB' : 'a quote on this line is opened and never closed'
    rows.push({ line: stopped.line, cells: text.toString('utf8', stopped.at, Math.min(lineEnd, stopped.at + SHOWN)).split(delimiter), broken })
    if (end === -1) return { delimiter, rows }
    from = end + 1
    line = stopped.line
  }
}

/** Reads from a byte on, with `line` lines before it. Where a quote is never closed or a line never ends it stops, and says at which byte and line that began. */
async function readFrom(text: Buffer, from: number, line: number, delimiter: string, rows: CsvRow[]): Promise<{ at: number; line: number } | null> {
  let end = from
  let lines = line
  const parser = parse({ ...TOLERANT, delimiter, max_record_size: LONGEST_LINE })
  // What stops the parser is thrown where its rows are read, below.
  void feed(parser, text.subarray(from)).catch(() => undefined)
  try {
    for await (const item of parser) {
      const { record, info } = item as Parsed
      end = from + info.bytes
      lines = line + info.lines
      if (record.every((cell) => cell.trim() === '')) continue
      const inside = record.reduce((total, cell) => total + lineEndsIn(cell), 0)
      rows.push({ line: lines - inside, cells: record, broken: inside > 0 ? whyBroken(record, lines - inside, lines, delimiter) : null })
    }
    return null
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code !== 'CSV_QUOTE_NOT_CLOSED' && error.code !== 'CSV_MAX_RECORD_SIZE') throw new Refusal('badArgument', 'This file cannot be read as CSV. Export the list again as CSV and choose the new file.')
    // Blank lines before the line with the quote belong to nobody.
    while (text[end] === 10) {
      end += 1
      lines += 1
    }
    return { at: end, line: lines + 1 }
  }
}

const FEED = 64 * 1024

async function feed(parser: ReturnType<typeof parse>, text: Buffer): Promise<void> {
  for (let at = 0; at < text.length && !parser.destroyed; at += FEED) {
    if (!parser.write(text.subarray(at, at + FEED))) await once(parser, 'drain')
    await new Promise((resume) => setImmediate(resume))
  }
  if (!parser.destroyed) parser.end()
}

function lineEndsIn(cell: string): number {
  let count = 0
  for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1
  return count
}

/** A quote too many makes one cell swallow the lines below it. What then stands in the cell gives it away. */
function whyBroken(cells: readonly string[], first: number, last: number, delimiter: string): string | null {
  const swallowed = cells.some((cell) => cell.includes('\n') && (cell.startsWith('"') || cell.includes(`${delimiter}"`)))
  return swallowed ? `lines ${first} to ${last} run together: a quote is missing or too many` : null
}

/** The separator that cuts the first lines into the most cells, the same number on most of them. */
function delimiterOf(head: string): string {
  const scored = DELIMITERS.map((delimiter) => {
    const records = parseHead(head, delimiter)
    const widths = records.map((record) => record.length)
    const width = widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 1
    const even = widths.filter((one) => one === width).length / Math.max(1, widths.length)
    return { delimiter, score: width > 1 ? even * 100 + Math.min(width, 50) : 0 }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

function parseHead(head: string, delimiter: string): string[][] {
  try {
    return parseNow(head, { ...TOLERANT, info: false, delimiter, to: HEAD_LINES })
  } catch {
    // An open quote: plain cutting is enough to tell the separator.
    return head.split('\n').slice(0, HEAD_LINES).filter((line) => line !== '').map((line) => line.split(delimiter))
  }
}
