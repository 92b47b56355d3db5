import { HOUR } from '@shared/time.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type {
  AppState,
  ContactView,
  ConversationView,
  DraftView,
  FollowUpRuleView, FollowUpView,
  GapView,
  HiddenBy,
  ImportView,
  LineKindView,
  LineView,
  PatientView,
  PracticeView,
  RecordsSourceView,
  StaffView,
  TemplateView,
  Walking,
  Writing,
} from '@shared/contract/views.ts'

export type Screen = 'desk' | 'patients' | 'followUps' | 'closeOfDay' | 'insights' | 'history' | 'templates' | 'settings'
export type Filter = 'waiting' | 'all' | 'mine' | 'calls' | 'texts'
export type Tone = 'done' | 'miss' | 'plain'
/** `about`: the id of what it tells of; when that is taken back elsewhere, the toast goes too. */
export type Toast = { id: number; text: string; tone: Tone; undo: (() => void) | null; about: string | null; /** Tells nothing of anybody, so it may be read while names are hidden. */ harmless: boolean }
export type Thread = { contacts: Record<string, ContactView>; more: boolean }
/** A part of a conversation further back than what this window holds of it. */
export type Past = Thread & { conversationId: string; later: boolean }

/** A copy of the practice for view. The database is the truth; only change sets and snapshots write here. */
export type PracticeState = {
  seq: number
  which: 'demo' | 'practice'
  practice: PracticeView
  me: string | null
  staff: Record<string, StaffView>
  templates: Record<string, TemplateView>
  lines: Record<string, LineView>
  lineKinds: LineKindView[]
  /** Times in which a line was away that nobody has seen yet. */
  gaps: Record<string, GapView>
  conversations: Record<string, ConversationView>
  /** What is to be done for people. */
  followUps: Record<string, FollowUpView>
  followUpRules: Record<string, FollowUpRuleView>
  imports: Record<string, ImportView>
  clinicians: string[]
  /** Which window of this desk this is, and who is writing where in the others. */
  window: number
  writing: readonly Writing[]
  /** With whom each window is in its walk at the close of the day. */
  walking: readonly Walking[]
  /** Practice software that is followed. */
  records: Record<string, RecordsSourceView>
  /** Threads and cards that were opened in this window; others are not held. */
  threads: Record<string, Thread>
  /** What is looked at in place of the end of the conversation that is open; null while nobody looks back. */
  past: Past | null
  patients: Record<string, PatientView>
}

/** A walk at the close of the day, kept while another screen is looked at. `startedAt` is ms UTC of the practice. */
export type WalkState = {
  startedAt: number
  /** People left for the end, by the key of their stop. */
  skipped: readonly string[]
  /** Conversations that came up. */
  met: readonly string[]
  /** Follow-ups that came up, as they were. */
  metDue: readonly FollowUpView[]
  /** Who was shown before, by the conversation; the last one last. */
  seen: readonly string[]
}

/** Long enough for any evening, over midnight too; a walk left open over night is another one in the morning. */
const WALK_LASTS = 12 * HOUR

/** Whether a walk is still under way at `now`, ms UTC. */
export function isUnderWay({ startedAt }: WalkState, now: number): boolean {
  return now - startedAt < WALK_LASTS
}

export type UiState = {
  screen: Screen
  filter: Filter
  selected: string | null
  /** The call, text or note at which the conversation was opened. */
  found: string | null
  /** Who was shown before a ringing call opened itself; one key goes back. */
  shownBefore: string | null
  /** The card shown for a household or on the Patients screen, where it is not the conversation's own. */
  patientId: string | null
  drafts: Record<string, DraftView>
  toasts: Toast[]
  paletteOpen: boolean
  /** The template with which the conversation that was just opened is to be answered. */
  templateWanted: string | null
  /** The walk that was begun, kept while another screen is looked at; null where none is under way. */
  walk: WalkState | null
  /** Until when no walk is proposed, ms UTC: it was answered with "Not now". */
  walkNotBefore: number
  importProgress: Record<string, { done: number; total: number }>
  /** Names are hidden on the screen: by hand, or because nobody was at the desk. */
  namesHidden: HiddenBy | null
  /** Why they could not be shown, when they were asked for. */
  revealProblem: string | null
}

export type DeskState = {
  /** `restarting`: the core went away and is coming back; what is shown stays. */
  connection: 'connecting' | 'live' | 'restarting'
  app: AppState | null
  /** The core's clock minus this window's, in ms: ages agree with the core, and the demo has its own day. */
  clockOffset: number
  practice: PracticeState | null
  ui: UiState
}

export type Store = StoreApi<DeskState>

export function createDeskStore(): Store {
  return createStore<DeskState>(() => ({
    connection: 'connecting',
    app: null,
    clockOffset: 0,
    practice: null,
    ui: { screen: 'desk', filter: 'waiting', selected: null, found: null, shownBefore: null, patientId: null, drafts: {}, toasts: [], paletteOpen: false, templateWanted: null, walk: null, walkNotBefore: 0, importProgress: {}, namesHidden: null, revealProblem: null },
  }))
}

export function setUi(store: Store, change: Partial<UiState> | ((ui: UiState) => Partial<UiState>)): void {
  store.setState((state) => ({ ui: { ...state.ui, ...(typeof change === 'function' ? change(state.ui) : change) } }))
}
