import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ImportMapping, ImportPlan } from '@shared/contract/index.ts'
import type { Result } from '@shared/contract/result.ts'
import type { ImportView } from '@shared/contract/views.ts'
import { actions, client, store } from '@renderer/store/index.ts'
import { download } from '@renderer/ui/download.ts'
import { feedFiles, isFhirFile } from './fhir-files.ts'
import { columnsOf, mappingProblem, withColumn, type MappedField, type StagedFile, type StagedRecords } from './mapping.ts'
import { endingOf } from './summary.ts'

/** As large as the core takes; said before a file is read in vain. */
const LARGEST_FILE = 200 * 1024 * 1024

export type ImportState = {
  open: boolean
  step: 'file' | 'columns' | 'check' | 'run'
  fileName: string
  /** 0 to 1 while the file is read; null when it is not. */
  reading: number | null
  /** A reading of records that can be stopped, and how many were read from a server so far; null when there is none. */
  readId: string | null
  records: number | null
  busy: boolean
  problem: string | null
  /** A list, whose columns have to be named, or records that name their fields themselves. */
  staged: StagedFile | StagedRecords | null
  mapping: ImportMapping | null
  plan: ImportPlan | null
  importId: string | null
  /** Cancel was asked for; the core takes back what was written. */
  cancelling: boolean
}

const START: ImportState = { open: false, step: 'file', fileName: '', reading: null, readId: null, records: null, busy: false, problem: null, staged: null, mapping: null, plan: null, importId: null, cancelling: false }

const wizard = createStore<ImportState>(() => START)
const set = wizard.setState

/** The wizard outlives its dialog: closing it, or going to another screen, loses no step. */
export function useImport<T>(select: (state: ImportState) => T): T {
  return useStore(wizard, select)
}

// A file that was read for one practice is never written into another.
store.subscribe(({ practice }, before) => {
  if (practice?.which !== before.practice?.which) set(START)
  else if (practice && practice.imports !== before.practice?.imports) tellOfEnd(practice.imports)
})

/** An import that ended behind a closed dialog says so wherever the person is by then. */
function tellOfEnd(imports: Readonly<Record<string, ImportView>>): void {
  const { open, importId, step } = wizard.getState()
  const ended = importId ? imports[importId] : undefined
  if (open || step !== 'run' || !ended || ended.state === 'running' || ended.state === 'undoing') return
  set(START)
  actions.toast(endingOf(ended), ended.state === 'failed' ? 'miss' : 'done')
}

export function openImport(): void {
  set({ open: true })
}

export function closeImport(): void {
  const { step, importId } = wizard.getState()
  const state = importId ? store.getState().practice?.imports[importId]?.state : undefined
  // What is finished need not be met again.
  set(step === 'run' && state !== 'running' && state !== 'undoing' ? START : { open: false })
}

/** Shows a running import again. */
export function showImport(importId: string): void {
  set({ open: true, step: 'run', importId })
}

export function startOver(): void {
  set({ ...START, open: true })
}

export function goTo(step: 'columns' | 'file'): void {
  set({ step, problem: null })
}

/** Reads the files. A list has its columns guessed; records whose fields name themselves are looked over at once. */
export async function chooseFiles(files: readonly File[]): Promise<void> {
  const [first] = files
  if (!first) return
  if (files.some((file) => isFhirFile(file.name))) return chooseFhirFiles(files)
  set({ ...START, open: true, fileName: files.length === 1 ? first.name : `${files.length} files` })
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (size > LARGEST_FILE) return set({ problem: `${files.length === 1 ? 'This file is' : 'These files are'} larger than 200 MB. Split ${files.length === 1 ? 'it into smaller files' : 'them'} and import them one after the other.` })
  set({ reading: 0, busy: true })
  const read = await readAll(files, size, (share) => set({ reading: share })).catch(() => null)
  if (!read) return set({ reading: null, busy: false, problem: 'A file could not be read. It may have been moved, or another program holds it open. Close it there and choose it again.' })
  const reply = await client.call('imports.stage', { files: read })
  if (!reply.ok) return set({ reading: null, busy: false, problem: reply.error.message })
  if (reply.value.kind === 'list') return set({ reading: null, busy: false, step: 'columns', staged: reply.value, mapping: reply.value.mapping })
  set({ reading: null, staged: reply.value, mapping: null })
  await lookOver(reply.value.stageId, null)
}

async function chooseFhirFiles(files: readonly File[]): Promise<void> {
  const name = files.length === 1 ? (files[0]?.name ?? '') : `${files.length} FHIR files`
  if (!files.every((file) => isFhirFile(file.name))) return set({ ...START, open: true, problem: 'Some of these are FHIR files and some are not. Choose either one list as CSV, or the files of one FHIR export.' })
  const readId = beginReading({ fileName: name, reading: 0 })
  const reply = await feedFiles(readId, files, name, (share) => whileReading(readId, { reading: share })).catch(() => null)
  if (wizard.getState().readId !== readId) return
  if (!reply) {
    void client.call('imports.stopReading', { readId })
    return set({ ...START, open: true, problem: 'A file could not be read. It may have been moved, or another program holds it open. Close it there and choose it again.' })
  }
  await takeRecords(reply)
}

/** Reads a FHIR server. The token is handed on and forgotten. */
export async function readServer(address: string, token: string): Promise<void> {
  const readId = beginReading({ fileName: 'the FHIR server', records: 0 })
  const off = client.on('importReading', (told) => {
    if (told.readId === readId) whileReading(readId, { records: told.records })
  })
  const reply = await client.call('imports.readServer', { readId, address, token })
  off()
  if (wizard.getState().readId === readId) await takeRecords(reply)
}

/** Stops what is being read; nothing of it stays. */
export function stopReading(): void {
  const { readId, open } = wizard.getState()
  if (readId === null) return
  set({ ...START, open })
  void client.call('imports.stopReading', { readId })
}

function beginReading(shown: Partial<ImportState>): string {
  const readId = crypto.randomUUID()
  set({ ...START, open: true, busy: true, readId, ...shown })
  return readId
}

function whileReading(readId: string, shown: Partial<ImportState>): void {
  if (wizard.getState().readId === readId) set(shown)
}

async function takeRecords(reply: Result<StagedRecords>): Promise<void> {
  if (!reply.ok) return set({ reading: null, records: null, readId: null, busy: false, problem: reply.error.message })
  set({ reading: null, records: null, readId: null, fileName: reply.value.source, staged: reply.value, mapping: null })
  await lookOver(reply.value.stageId, null)
}

async function readAll(files: readonly File[], size: number, progress: (share: number) => void): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }[]> {
  const read: { fileName: string; bytes: Uint8Array<ArrayBuffer> }[] = []
  let before = 0
  for (const file of files) {
    const bytes = new Uint8Array(file.size)
    const reader = file.stream().getReader()
    let at = 0
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      bytes.set(piece.value, at)
      at += piece.value.length
      progress((before + at) / Math.max(1, size))
    }
    before += at
    read.push({ fileName: file.name, bytes })
  }
  return read
}

export function mapColumn(index: number, field: MappedField | null): void {
  set(({ mapping }) => ({ mapping: mapping && withColumn(mapping, index, field), problem: null }))
}

export function changeMapping(change: Partial<Pick<ImportMapping, 'dateOrder' | 'hasHeader'>>): void {
  set(({ mapping }) => ({ mapping: mapping && { ...mapping, ...change }, problem: null }))
}

/** The dry run: nothing is written. */
export async function check(): Promise<void> {
  const { staged, mapping } = wizard.getState()
  if (!staged || !mapping || mappingProblem(mapping)) return
  await lookOver(staged.stageId, mapping)
}

async function lookOver(stageId: string, mapping: ImportMapping | null): Promise<void> {
  set({ busy: true, problem: null })
  const reply = await client.call('imports.plan', { stageId, mapping })
  set(reply.ok ? { busy: false, step: 'check', plan: reply.value } : { busy: false, problem: reply.error.message })
}

/** Gives the lines that are left out back as a file, with the reason on each. */
export async function saveProblems(): Promise<void> {
  const { staged, mapping } = wizard.getState()
  if (!staged) return
  const reply = await client.call('imports.problems', { stageId: staged.stageId, mapping })
  if (!reply.ok) return set({ problem: reply.error.message })
  download('rapport-import-problems.csv', 'text/csv', reply.value.csv)
}

/** Writes it. The job goes on by itself; its state comes with the change sets. */
export async function apply(): Promise<void> {
  const { staged, mapping } = wizard.getState()
  if (!staged) return
  set({ busy: true, problem: null })
  const reply = await client.call('imports.apply', { stageId: staged.stageId, mapping })
  set(reply.ok ? { busy: false, step: 'run', importId: reply.value.importId, cancelling: false } : { busy: false, problem: reply.error.message })
}

export async function cancelImport(importId: string): Promise<void> {
  set({ cancelling: true, problem: null })
  const reply = await client.call('imports.cancel', { importId })
  if (!reply.ok) set({ cancelling: false, problem: reply.error.message })
}

export async function undoImport(importId: string): Promise<void> {
  set({ problem: null })
  const reply = await client.call('imports.undo', { importId })
  set(reply.ok ? { step: 'run', importId, cancelling: false } : { problem: reply.error.message })
}

/** The columns of the file that is being mapped. */
export function useColumns(): ReturnType<typeof columnsOf> {
  const staged = useImport((state) => state.staged)
  const mapping = useImport((state) => state.mapping)
  return staged?.kind === 'list' && mapping ? columnsOf(staged, mapping) : []
}
