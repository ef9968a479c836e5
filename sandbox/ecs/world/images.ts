import type { Pull } from './options.ts';
import type { ContainerImage, TaskDefinitionState } from './state.ts';

/** An image as a pull of its name finds it now. */
export const pulled = (container: string, image: string, pull: Pull): ContainerImage => {
  const digest = pull(image);
  return { container, image, ...(digest === undefined ? {} : { digest }) };
};

/** The images of a task definition as pulls of their names find them now. */
export const imagesOf = ({ containers }: TaskDefinitionState, pull: Pull): ContainerImage[] =>
  containers.map(({ name, image }) => pulled(name, image, pull));
