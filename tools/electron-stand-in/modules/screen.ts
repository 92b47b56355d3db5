import { AnsweredEmitter, answered } from '../answered.ts'

interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** One display. Its size is assumed until the first page tells what its screen really is. */
export const screenState = {
  size: { width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
}

export function noteScreenSize([width = '', height = '', availableWidth = '', availableHeight = '']: string[]): void {
  if (!(Number(width) > 0)) return
  screenState.size = { width: Number(width), height: Number(height) }
  screenState.workArea = { x: 0, y: 0, width: Number(availableWidth), height: Number(availableHeight) }
}

const display = () => ({
  id: 1,
  label: 'stand-in',
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  bounds: { x: 0, y: 0, ...screenState.size },
  size: { ...screenState.size },
  workArea: { ...screenState.workArea },
  workAreaSize: { width: screenState.workArea.width, height: screenState.workArea.height },
})

class Screen extends AnsweredEmitter {
  constructor() {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed'])
  }

  getPrimaryDisplay() { return display() }
  getAllDisplays() { return [display()] }
  getDisplayMatching(_area: Area) { return display() }
  getDisplayNearestPoint(_point: { x: number; y: number }) { return display() }
  getCursorScreenPoint() { return { x: 0, y: 0 } }
}

export const screen = answered('screen', new Screen())
