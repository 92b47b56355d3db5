import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, ownFolder, startProgram, type Program } from './program.ts'

/** A desk phone of the practice that answers at once, without a sound card. Fulfils when it has signed in. */
export async function answeringPhone(registrarPort: number, extension = 'desk'): Promise<Program> {
  const folder = ownFolder('baresip')
  writeFileSync(join(folder, 'accounts'), `<sip:${extension}@practice.test>;outbound="sip:127.0.0.1:${registrarPort};transport=udp";auth_user=${extension};auth_pass=secret-${extension};answermode=auto;regint=120\n`)
  writeFileSync(
    join(folder, 'config'),
    ['module_path /usr/lib/baresip/modules', `sip_listen 127.0.0.1:${await freePort()}`, 'audio_source aubridge,a', 'audio_player aubridge,a', 'audio_alert aubridge,a', 'module stdio.so', 'module g711.so', 'module aubridge.so', 'module_app account.so', 'module_app menu.so', ''].join('\n'),
  )
  writeFileSync(join(folder, 'contacts'), '')
  const program = startProgram('baresip', ['-f', folder, '-t', '100', '-v'], { folder })
  await program.prints(/200 OK|registered successfully/)
  return program
}
