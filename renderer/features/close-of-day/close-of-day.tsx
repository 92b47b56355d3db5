export default function CloseOfDay() {
  return null
}
