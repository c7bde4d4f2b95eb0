package org.eyas.enricher.container.disk;

import java.util.Map;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;

/**
 * Docker's file of image names, {@code image/DRIVER/repositories.json}: for each repository its references (tags and
 * digests) and the image id of each. Docker with the image store of containerd has no such file, so the images then
 * have no digest here.
 */
record DockerImages(LenientJson file) {
  /**
   * Adds the missing parts to the requested name of an image: the tag, the digest, or both if the request was an id.
   */
  ImageReference complete(ImageReference requested, String imageId) {
    ImageReference image = isId(requested, imageId) ? tagged(imageId, requested) : requested.orLatest();
    String digest = image.digest().isEmpty() ? digest(image.repository(), imageId) : image.digest();
    return new ImageReference(image.reference(), image.repository(), image.tag(), digest);
  }

  private static boolean isId(ImageReference name, String imageId) {
    String digits = imageId.substring(imageId.indexOf(':') + 1);
    return name.reference().equals(imageId) || name.reference().length() >= 12 && digits.startsWith(name.reference());
  }

  private ImageReference tagged(String imageId, ImageReference otherwise) {
    for (LenientJson references : file.at("Repositories").members().values()) {
      for (Map.Entry<String, LenientJson> reference : references.members().entrySet()) {
        ImageReference name = ImageReference.of(reference.getKey());
        if (reference.getValue().text().equals(imageId) && name.digest().isEmpty()) {
          return new ImageReference(otherwise.reference(), name.repository(), name.tag(), "");
        }
      }
    }
    return new ImageReference(otherwise.reference(), "", "", "");
  }

  private String digest(String repository, String imageId) {
    for (Map.Entry<String, LenientJson> reference : file.at("Repositories", familiar(repository)).members().entrySet()) {
      ImageReference name = ImageReference.of(reference.getKey());
      if (!name.digest().isEmpty() && reference.getValue().text().equals(imageId)) {
        return name.digest();
      }
    }
    return "";
  }

  // The file leaves out what docker adds to a short name.
  private static String familiar(String repository) {
    String name = repository.startsWith("docker.io/") ? repository.substring("docker.io/".length()) : repository;
    return name.startsWith("library/") ? name.substring("library/".length()) : name;
  }
}
