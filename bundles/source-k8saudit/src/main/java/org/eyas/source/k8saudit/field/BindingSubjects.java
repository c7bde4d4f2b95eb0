package org.eyas.source.k8saudit.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonPointer;
import org.eyas.json.JsonText;

/** Reads the names of the subjects of one kind in a role binding. */
final class BindingSubjects implements AuditListReader {
  private static final String NAMESPACED = "Namespaced";
  private static final JsonPointer SUBJECTS = JsonPointer.of("/requestObject/subjects");
  private static final byte[] KIND_MEMBER = "kind".getBytes(UTF_8);
  private static final byte[] NAME_MEMBER = "name".getBytes(UTF_8);
  private static final byte[] NAMESPACE_MEMBER = "namespace".getBytes(UTF_8);

  private final Bytes kind;
  private final boolean isNamespaced;
  private final JsonText text = new JsonText();

  /** @param kind User, Group or ServiceAccount; with the prefix Namespaced, names are namespace:name */
  BindingSubjects(String kind) {
    isNamespaced = kind.startsWith(NAMESPACED);
    this.kind = Text.of(kind.substring(isNamespaced ? NAMESPACED.length() : 0));
  }

  @Override
  public void read(JsonIndex json, TextListBuilder out) {
    int subjects = SUBJECTS.find(json);
    for (int at = subjects + 1; json.is(JsonKind.ARRAY, subjects) && at < json.after(subjects); at = json.after(at)) {
      int ofKind = json.member(at, KIND_MEMBER);
      int name = json.member(at, NAME_MEMBER);
      if (ofKind != JsonIndex.NONE && name != JsonIndex.NONE && text.of(json, ofKind).equals(kind)) {
        add(json, at, name, out);
      }
    }
  }

  private void add(JsonIndex json, int subject, int name, TextListBuilder out) {
    int namespace = json.member(subject, NAMESPACE_MEMBER);
    if (!isNamespaced) {
      out.add(json, name);
    } else if (namespace != JsonIndex.NONE) {
      out.addPair(json, namespace, name);
    }
  }
}
