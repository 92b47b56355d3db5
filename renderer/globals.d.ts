import type { ShellBridge } from '@shared/contract/shell.ts'

declare global {
  interface Window {
    rapport: ShellBridge
  }
}
