let context: AudioContext | null = null;

/** Heard across a counter: one short high note for goods found, two low ones for a code nobody knows. */
export function playScanSound(kind: 'found' | 'unknown'): void {
  context ??= new AudioContext();
  void context.resume();
  if (kind === 'found') beep(context, 1320, 0, 0.07, 'sine');
  else {
    beep(context, 220, 0, 0.14, 'square');
    beep(context, 180, 0.18, 0.2, 'square');
  }
}

function beep(audio: AudioContext, hertz: number, delay_s: number, length_s: number, type: OscillatorType): void {
  const oscillator = new OscillatorNode(audio, { type, frequency: hertz });
  const volume = new GainNode(audio, { gain: type === 'square' ? 0.06 : 0.16 });
  const start = audio.currentTime + delay_s;
  volume.gain.setTargetAtTime(0, start + length_s * 0.6, length_s * 0.15);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + length_s * 1.5);
}
