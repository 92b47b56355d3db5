/** A map that keeps the newest entries only, so that nothing from the wire can fill the memory. @param lost told what had to go */
export function recentMap<K, V>(most: number, lost: (value: V) => void = () => undefined): Map<K, V> {
  const map = new Map<K, V>()
  const set = map.set.bind(map)
  map.set = (key, value) => {
    set(key, value)
    if (map.size > most) {
      for (const [oldest, gone] of map) {
        map.delete(oldest)
        lost(gone)
        break
      }
    }
    return map
  }
  return map
}
