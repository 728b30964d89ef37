import { useEffect, useState } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { defineWords, useWords } from '../i18n/words.ts';

const words = defineWords('read-aloud', {
  read: { zh: '🔊 念给我听', en: '🔊 Read it to me' },
  stop: { zh: '⏹ 停', en: '⏹ Stop' },
});
const PACE = 0.85;

/** Reads a text slowly with the device's own voice; absent where the device has none. */
export function ReadAloud({ text }: { readonly text: string }) {
  const t = useWords(words);
  const lang = useLanguage();
  const [isReading, setReading] = useState(false);
  const canSpeak = typeof speechSynthesis !== 'undefined' && typeof SpeechSynthesisUtterance !== 'undefined';
  useEffect(() => () => speechSynthesis?.cancel(), []);
  if (!canSpeak) return null;
  const toggle = (): void => {
    speechSynthesis.cancel();
    if (isReading) return setReading(false);
    const speech = new SpeechSynthesisUtterance(text);
    speech.lang = lang === 'zh' ? 'zh-CN' : 'en-GB';
    speech.rate = PACE;
    const voice = speechSynthesis.getVoices().find((one) => one.lang.startsWith(lang));
    if (voice) speech.voice = voice;
    speech.onend = () => setReading(false);
    setReading(true);
    speechSynthesis.speak(speech);
  };
  return (
    <button type="button" className="light-button no-print" aria-pressed={isReading} onClick={toggle}>
      {t(isReading ? 'stop' : 'read')}
    </button>
  );
}
