import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { defineWords, useWords } from '../i18n/words.ts';
import './read-aloud.css';
import { Shape } from './shape.tsx';

const words = defineWords('read-aloud', {
  read: { zh: '念给我听', en: 'Read it to me' },
  stop: { zh: '■ 停', en: '■ Stop' },
});

/** A full stop within a number ends nothing. */
const SENTENCE = /.*?(?:[。！？；]|[.!?;](?=\s|$)|$)\s*/g;
const SLOWER = 0.85;
const LANG = { zh: 'zh-CN', en: 'en-GB' } as const;

const voiceOf = (lang: 'zh' | 'en'): SpeechSynthesisVoice | undefined =>
  'speechSynthesis' in globalThis
    ? speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(lang))
    : undefined;

/** The device's voice for a language; none: the page says nothing of reading aloud. Some devices tell it only after a while. */
function useVoice(lang: 'zh' | 'en'): SpeechSynthesisVoice | undefined {
  const [voice, setVoice] = useState(() => voiceOf(lang));
  useEffect(() => {
    if (!('speechSynthesis' in globalThis)) return undefined;
    const changed = (): void => setVoice(voiceOf(lang));
    changed();
    speechSynthesis.addEventListener('voiceschanged', changed);
    return () => speechSynthesis.removeEventListener('voiceschanged', changed);
  }, [lang]);
  return voice;
}

/** A text that can be read aloud, sentence by sentence, the one being read marked; slowly. */
export function ReadAloud({
  text = '',
  before,
  isLarge = false,
}: {
  /** Shown here, and read. */
  readonly text?: string;
  /** Read first, where it stands above already. */
  readonly before?: string;
  readonly isLarge?: boolean;
}) {
  const t = useWords(words);
  const lang = useLanguage();
  const voice = useVoice(lang);
  const sentences = [
    ...(before === undefined ? [] : [before]),
    ...(text.match(SENTENCE)?.filter(Boolean) ?? []),
  ];
  const shownFrom = before === undefined ? 0 : 1;
  const [at, setAt] = useState<number>();
  const isReading = useRef(false);
  useEffect(() => stop, []);
  const say = (index: number): void => {
    const sentence = sentences[index];
    if (sentence === undefined || !voice) {
      isReading.current = false;
      return setAt(undefined);
    }
    const spoken = new SpeechSynthesisUtterance(sentence);
    // Android minds the language, not the voice.
    spoken.lang = LANG[lang];
    spoken.voice = voice;
    spoken.rate = SLOWER;
    spoken.addEventListener('end', () => isReading.current && say(index + 1));
    setAt(index);
    isReading.current = true;
    speechSynthesis.speak(spoken);
  };
  const toggle = (): void => {
    speechSynthesis.cancel();
    if (isReading.current) {
      isReading.current = false;
      setAt(undefined);
    } else say(0);
  };
  return (
    <div className={isLarge ? 'read-aloud is-large' : 'read-aloud'}>
      {text !== '' && (
        <p>
          {sentences.slice(shownFrom).map((sentence, i) => (
            <span key={i} className={i + shownFrom === at ? 'being-read' : undefined}>
              {sentence}
            </span>
          ))}
        </p>
      )}
      {voice && (
        <button
          type="button"
          className="light-button no-print"
          aria-pressed={at !== undefined}
          onClick={toggle}
        >
          {at === undefined && <Shape of="speaker" />} {t(at === undefined ? 'read' : 'stop')}
        </button>
      )}
    </div>
  );
}

function stop(): void {
  if ('speechSynthesis' in globalThis) speechSynthesis.cancel();
}
