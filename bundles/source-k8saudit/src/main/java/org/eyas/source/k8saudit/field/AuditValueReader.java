package org.eyas.source.k8saudit.field;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonPointer;
import org.eyas.json.JsonText;

/** Reads the value of a field that is not a list. */
interface AuditValueReader {
  Bytes TRUE = Text.of("true");
  Bytes FALSE = Text.of("false");

  /** The value of one event, valid until the next event; {@link Text#ABSENT} if the event has no value. */
  Bytes read(JsonIndex json);

  /**
   * The reader of a kind in {@code fields.tsv}.
   *
   * @param argument the text in the brackets; empty without brackets
   */
  static AuditValueReader of(String kind, String path, String argument) {
    return switch (kind) {
      case "value" -> value(path);
      case "first_value" -> firstValue(path.split(" "));
      case "uri_param" -> new UriParameterReader(value(path), argument);
      case "pod_name" -> podName(value(path));
      case "true" -> json -> TRUE;
      case "first_image" -> firstImage(path, new ByteView(), false);
      case "first_repository" -> firstImage(path, new ByteView(), true);
      case "any_true" -> anyTrue(new ArrayPath(path, ArrayPath.ALL));
      case "has_path" -> hasPath(new ArrayPath(path, ArrayPath.ALL), argument);
      default -> throw new IllegalArgumentException("there is no value of kind " + kind);
    };
  }

  private static AuditValueReader value(String path) {
    JsonPointer pointer = JsonPointer.of(path);
    JsonText text = new JsonText();
    return json -> {
      int node = pointer.find(json);
      return node == JsonIndex.NONE ? Text.ABSENT : text.of(json, node);
    };
  }

  private static AuditValueReader firstValue(String[] paths) {
    List<AuditValueReader> values = Stream.of(paths).map(AuditValueReader::value).toList();
    return json -> {
      for (int i = 0; i < values.size(); i++) {
        Bytes value = values.get(i).read(json);
        if (value.isPresent()) {
          return value;
        }
      }
      return Text.ABSENT;
    };
  }

  private static AuditValueReader podName(AuditValueReader name) {
    AuditValueReader resource = value("/objectRef/resource");
    AuditValueReader subresource = value("/objectRef/subresource");
    Bytes pods = Text.of("pods");
    return json -> resource.read(json).equals(pods) && subresource.read(json).isEmpty() ? name.read(json) : Text.ABSENT;
  }

  private static AuditValueReader firstImage(String path, ByteView view, boolean isRepository) {
    ArrayPath first = new ArrayPath(path, 0);
    JsonText text = new JsonText();
    return json -> {
      if (first.find(json).size() == 0) {
        return Text.ABSENT;
      }
      Bytes image = text.of(json, first.get(0));
      return isRepository ? ImageRepository.repository(image, view) : image;
    };
  }

  private static AuditValueReader anyTrue(ArrayPath path) {
    return json -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        if (json.is(JsonKind.TRUE, path.get(i))) {
          return TRUE;
        }
      }
      return path.size() == 0 ? Text.ABSENT : FALSE;
    };
  }

  private static AuditValueReader hasPath(ArrayPath path, String wanted) {
    boolean isPrefix = wanted.endsWith("*");
    Bytes text = Text.of(isPrefix ? wanted.substring(0, wanted.length() - 1) : wanted);
    JsonText found = new JsonText();
    return json -> {
      path.find(json);
      for (int i = 0; i < path.size(); i++) {
        Bytes mounted = path.get(i) == JsonIndex.NONE ? Text.ABSENT : found.of(json, path.get(i));
        if (mounted.isPresent() && (isPrefix ? mounted.startsWith(text) : mounted.contentEquals(text))) {
          return TRUE;
        }
      }
      return path.size() == 0 ? Text.ABSENT : FALSE;
    };
  }
}
