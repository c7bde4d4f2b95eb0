package org.eyas.enricher.container.disk;

import java.util.Map;
import org.eyas.enricher.container.info.ImageName;
import org.eyas.enricher.container.json.Json;

/**
 * Docker's file of image names, {@code image/DRIVER/repositories.json}: for each repository its references (tags and
 * digests) and the image id of each. Docker with the image store of containerd has no such file, so the images then
 * have no digest here.
 */
record DockerImages(Json file) {
  /**
   * Adds the missing parts to the requested name of an image: the tag, the digest, or both if the request was an id.
   */
  ImageName complete(ImageName requested, String imageId) {
    ImageName image = isId(requested, imageId) ? tagged(imageId, requested) : requested.orLatest();
    String digest = image.digest().isEmpty() ? digest(image.repository(), imageId) : image.digest();
    return new ImageName(image.reference(), image.repository(), image.tag(), digest);
  }

  private static boolean isId(ImageName name, String imageId) {
    String digits = imageId.substring(imageId.indexOf(':') + 1);
    return name.reference().equals(imageId) || name.reference().length() >= 12 && digits.startsWith(name.reference());
  }

  private ImageName tagged(String imageId, ImageName otherwise) {
    for (Json references : file.at("Repositories").members().values()) {
      for (Map.Entry<String, Json> reference : references.members().entrySet()) {
        ImageName name = ImageName.of(reference.getKey());
        if (reference.getValue().text().equals(imageId) && name.digest().isEmpty()) {
          return new ImageName(otherwise.reference(), name.repository(), name.tag(), "");
        }
      }
    }
    return new ImageName(otherwise.reference(), "", "", "");
  }

  private String digest(String repository, String imageId) {
    for (Map.Entry<String, Json> reference : file.at("Repositories", familiar(repository)).members().entrySet()) {
      ImageName name = ImageName.of(reference.getKey());
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
