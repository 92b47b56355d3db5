// Opens a practice file as another program would, says so, and holds it until it is killed.
import { openDatabase } from '../journal/database.ts'

const [file = '', key = ''] = process.argv.slice(2)
// Kept by name: a handle that nobody holds is closed with the next garbage.
const held = openDatabase(file, Buffer.from(key, 'hex'))
process.stdout.write('held\n')
process.stdin.resume().on('close', () => held.close())
