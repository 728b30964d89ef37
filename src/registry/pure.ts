/** The register's door for the browser: what a form about an event asks for. */
export {
  type Field as EventField,
  type Shape as EventShape,
  type ShapeName,
  SHAPES as EVENT_SHAPES,
} from './events/shapes.ts';
