package org.eyas.payload;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Locale;
import java.util.TreeSet;

/** Rejects a template with the name of a value that alerts do not have: the value would always be empty. */
final class TemplateNameCheck implements Mustache.Visitor {
  @Override
  public void visitText(String text) {}

  @Override
  public void visitVariable(String name) {
    check(name);
  }

  @Override
  public boolean visitInclude(String name) {
    throw new MustacheException("{{>" + name + "}}: a template cannot include another");
  }

  @Override
  public boolean visitSection(String name) {
    check(name);
    return true;
  }

  @Override
  public boolean visitInvertedSection(String name) {
    check(name);
    return true;
  }

  private static void check(String name) {
    String plain = withoutModifiers(name);
    if (!name.startsWith(TemplateAlertValues.FIELD) && !isLevel(plain) && !isNamed(plain)) {
      throw new MustacheException(
          "{{" + name + "}}: alerts do not have this value; they have output_fields.FIELD, "
              + String.join(", ", new TreeSet<>(TemplateAlertValues.NAMES)));
    }
  }

  private static boolean isNamed(String name) {
    return TemplateAlertValues.NAMES.contains(name) || TemplateAlertValues.INNER.contains(name);
  }

  private static boolean isLevel(String name) {
    for (AlertLevel level : AlertLevel.values()) {
      if (name.equals("is_" + level.name().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static String withoutModifiers(String name) {
    int dot = name.lastIndexOf('.');
    boolean modified = dot > 0 && TemplateModifier.isKnown(name.substring(dot + 1));
    return modified ? withoutModifiers(name.substring(0, dot)) : name;
  }
}
