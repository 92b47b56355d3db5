import { readFileSync } from 'node:fs'
import { answered } from '../answered.ts'

/** An image kept as its file's bytes; only PNG tells its size here. */
export class NativeImage {
  readonly standInBytes: Buffer

  constructor(bytes: Buffer) {
    this.standInBytes = bytes
    return answered('NativeImage', this)
  }

  isEmpty(): boolean {
    return this.standInBytes.length === 0
  }

  toPNG(): Buffer {
    return this.standInBytes
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.standInBytes.toString('base64')}`
  }

  getSize(): { width: number; height: number } {
    const isPng = this.standInBytes.subarray(1, 4).toString('latin1') === 'PNG'
    return isPng ? { width: this.standInBytes.readUInt32BE(16), height: this.standInBytes.readUInt32BE(20) } : { width: 0, height: 0 }
  }

  getAspectRatio(): number {
    const { width, height } = this.getSize()
    return height === 0 ? 1 : width / height
  }

  setTemplateImage(_isTemplate: boolean): void {}
  isTemplateImage(): boolean {
    return false
  }

  /** The picture is not scaled: nothing here shows it. */
  resize(_size: { width?: number; height?: number }): NativeImage {
    return this
  }
}

const readOrEmpty = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

export const nativeImage = answered('nativeImage', {
  createEmpty: () => new NativeImage(Buffer.alloc(0)),
  createFromPath: (path: string) => new NativeImage(readOrEmpty(path)),
  createFromBuffer: (bytes: Buffer) => new NativeImage(Buffer.from(bytes)),
  createFromDataURL: (url: string) => new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
})
