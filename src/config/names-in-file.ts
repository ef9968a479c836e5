import { outlineOf } from './outline.ts';
import { readYaml } from './yaml-source.ts';

/** The systems and the stacks that a file names already, however wrong the rest of it is. */
export function namesInFile(text: string): {
  readonly systems: readonly string[];
  readonly stacks: readonly string[];
} {
  const source = readYaml(text);
  const { systems, stacks } = outlineOf(source.kind === 'read' ? source.value : undefined);
  return { systems: Object.keys(systems), stacks: Object.keys(stacks) };
}
