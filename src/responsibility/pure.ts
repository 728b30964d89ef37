/** The responsibility module's door for the browser: levels, and posts with the levels they exist on. */
export { type Level, LEVEL_NAMES, LEVELS, type Post, POST_NAMES, POSTS } from './model.ts';
