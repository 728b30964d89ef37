import { failer } from '../../kernel/index.ts';

export const failures = {
  'objection.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有 {objection} 号异议；请用 terrace objection list 查看。',
      en: 'County {county} has no objection {objection}; see terrace objection list.',
    },
  },
  'objection.future': {
    status: 422,
    message: {
      zh: '{day} 晚于今天（{today}）；请在收到当日登记。',
      en: '{day} lies after today ({today}); record it on the day it is received.',
    },
  },
  'objection.area': {
    status: 422,
    message: {
      zh: '{subject} 还没有决定，不知由哪里答复；请用 --area 给出。',
      en: 'Nothing has been decided about {subject}, so that no area is known to answer; give it with --area.',
    },
  },
  'objection.notAnswered': {
    status: 409,
    message: {
      zh: '{objection} 号异议在该日尚未答复，不能申诉。',
      en: 'Objection {objection} had no answer by that day; there is nothing to appeal against yet.',
    },
  },
  'objection.appealed': {
    status: 409,
    message: {
      zh: '{objection} 号异议已有申诉（{appeal} 号）。',
      en: 'Objection {objection} is already appealed against, by {appeal}.',
    },
  },
  'objection.noHigherLevel': {
    status: 409,
    message: {
      zh: '{objection} 号异议由 {area} 答复，县内没有上一级；请向县外机关提出。',
      en: 'Objection {objection} was answered by {area}, and nothing stands above it in the county; turn to an office beyond.',
    },
  },
  'objection.answered': {
    status: 409,
    message: {
      zh: '{objection} 号异议已由 {by} 答复；不同意的可申诉。',
      en: 'Objection {objection} was answered by {by}; whoever disagrees appeals.',
    },
  },
  'objection.early': {
    status: 422,
    message: {
      zh: '{objection} 号异议于 {received} 收到，不能在此之前答复。',
      en: 'Objection {objection} was received on {received} and cannot be answered before.',
    },
  },
  'objection.tookPart': {
    status: 403,
    message: {
      zh: '{actor} 参与了该决定、答复过下级异议或就是异议人，不能答复 {objection} 号异议；请换人。',
      en: '{actor} took part in the decision, answered it lower down, or objects; somebody else must answer objection {objection}.',
    },
  },
} as const;

export const fail = failer(failures);
