import { describe, expect, it } from 'vitest'
import type { StaffView } from '@shared/contract/views.ts'
import { checklistCall } from './checklist-call.ts'

const person = (id: string, name: string): StaffView => ({ id, name, initials: name.slice(0, 1), removed: false, extension: '' })
const staff = { ana: person('ana', 'Ana Lopez'), ben: person('ben', 'Ben Carter') }
const talking = (by: string | null) => ({ talking: { callId: 'c', since: 0, by } })

describe('the checklist', () => {
  it('is for the call that runs here', () => {
    expect(checklistCall(talking('Ana Lopez'), staff, 'ana')).toBe('c')
    expect(checklistCall({ talking: null }, staff, 'ana')).toBeNull()
  })
  it('is for a call that nobody says who answered, or that a phone did', () => {
    expect(checklistCall(talking(null), staff, 'ana')).toBe('c')
    expect(checklistCall(talking('Phone 102'), staff, 'ana')).toBe('c')
    expect(checklistCall(talking('Ben Carter'), staff, null)).toBe('c')
  })
  it('leaves a colleague’s call to them', () => {
    expect(checklistCall(talking('Ben Carter'), staff, 'ana')).toBeNull()
  })
})
