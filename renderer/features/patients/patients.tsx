export default function Patients() {
  return null
}
