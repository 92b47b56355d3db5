// Paints a constant for each message that comes through the port; without a core there is none.
window.addEventListener('message', ({ ports: [port] }) => {
  if (!port) return
  port.onmessage = ({ data }) => {
    const card = document.createElement('p')
    card.dataset.testid = 'patient-card'
    card.dataset.patient = data.event
    card.textContent = 'A constant'
    document.body.replaceChildren(card)
  }
  document.body.dataset.connected = 'yes'
})
