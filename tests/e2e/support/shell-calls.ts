import type { ElectronApplication } from '@playwright/test'

type Watched = typeof globalThis & { answerDialog?: () => void;  opened?: string[]; shown?: string[]; navigations?: { url: string; refused: boolean }[] }

/** Puts recorders in the place of what would leave the app, so that nothing leaves it in a test. */
export async function watchShell(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell, webContents }) => {
    const self = globalThis as Watched
    self.opened = []
    self.shown = []
    self.navigations = []
    shell.openExternal = (url: string) => {
      self.opened?.push(url)
      return Promise.resolve()
    }
    shell.showItemInFolder = (file: string) => void self.shown?.push(file)
    // After the app's own listeners, so what is read is their decision.
    for (const contents of webContents.getAllWebContents()) {
      contents.on('will-frame-navigate', (event) => self.navigations?.push({ url: event.url, refused: event.defaultPrevented }))
    }
  })
}

/** What was handed to the system to open, oldest first. */
export const opened = (app: ElectronApplication): Promise<string[]> => app.evaluate(() => (globalThis as Watched).opened ?? [])

/** Which files were shown in the file manager. */
export const shown = (app: ElectronApplication): Promise<string[]> => app.evaluate(() => (globalThis as Watched).shown ?? [])

/** Which navigations the pages asked for, and whether the app refused them. */
export const navigations = (app: ElectronApplication): Promise<{ url: string; refused: boolean }[]> => app.evaluate(() => (globalThis as Watched).navigations ?? [])

/** Answers "where should it go?" in somebody's place from now on; null: they change their mind. */
export async function saveAs(app: ElectronApplication, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' })
  }, file)
}

/** Lets that question stand open until what is returned is called. */
export async function holdSaveDialog(app: ElectronApplication, file: string): Promise<() => Promise<void>> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => new Promise((answer) => ((globalThis as Watched).answerDialog = () => answer({ canceled: false, filePath })))
  }, file)
  return () => app.evaluate(() => (globalThis as Watched).answerDialog?.())
}
