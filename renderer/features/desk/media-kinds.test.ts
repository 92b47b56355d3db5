import { expect, it } from 'vitest'
import { fileName, isPicture, kindInWords, sizeInWords } from './media-kinds.ts'

it('draws pictures only of kinds that are nothing but pictures', () => {
  expect(['image/jpeg', 'IMAGE/PNG; name="a.png"', 'image/webp'].map(isPicture)).toEqual([true, true, true])
  expect(['image/svg+xml', 'text/html', 'image/heic', ''].map(isPicture)).toEqual([false, false, false, false])
})

it('names what came, and never lets an unknown kind choose its ending', () => {
  expect([kindInWords('application/pdf'), kindInWords('image/tiff'), kindInWords('application/x-msdownload')]).toEqual(['PDF document', 'Picture of another kind', 'File'])
  expect([fileName('application/pdf'), fileName('application/x-msdownload; name=a.exe')]).toEqual(['from-a-text.pdf', 'from-a-text.bin'])
})

it('says sizes as people do', () => {
  expect([sizeInWords(812), sizeInWords(240_400), sizeInWords(1_440_000)]).toEqual(['812 bytes', '240 KB', '1.4 MB'])
})
