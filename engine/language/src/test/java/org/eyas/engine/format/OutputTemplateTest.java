package org.eyas.engine.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;

class OutputTemplateTest {
  private static List<String> parts(String template) throws TemplateException {
    List<String> parts = new ArrayList<>();
    for (TemplateSegment segment : OutputTemplate.compile(template, TestFields.CATALOG, FalcoVersion.V0_44).segments()) {
      parts.add(
          switch (segment) {
            case TemplateSegment.Literal literal -> "'" + literal.text() + "'";
            case TemplateSegment.Field field -> field.printed().text() + (field.width() > 0 ? ":" + field.width() : "");
          });
    }
    return parts;
  }

  private static String fault(String template) {
    return String.valueOf(assertThrows(TemplateException.class, () -> parts(template)).getMessage());
  }

  @Test
  void separatesTextAndFields() throws TemplateException {
    assertEquals(List.of("'user='", "user.name", "' did '", "proc.name"), parts("user=%user.name did %proc.name"));
    assertEquals(List.of("proc.name", "user.name"), parts("%proc.name%user.name"));
    assertEquals(List.of("'no field'"), parts("no field"));
  }

  @Test
  void takesTheLongestNameThatIsAField() throws TemplateException {
    assertEquals(List.of("proc.name", "'s.'"), parts("%proc.names."));
    assertEquals(List.of("'('", "proc.name", "').'"), parts("(%proc.name)."));
    assertEquals(List.of("proc.name", "'.'"), parts("%proc.name."));
    assertEquals(List.of("proc.name", "'.x'"), parts("%proc.name.x"));
    assertEquals(List.of("proc.name", "'-x'"), parts("%proc.name-x"));
  }

  @Test
  void readsArgumentsInBracketsAndAfterADot() throws TemplateException {
    assertEquals(List.of("proc.aname[2]", "' '", "proc.aname"), parts("%proc.aname[2] %proc.aname"));
    assertEquals(List.of("evt.arg[flags]", "' '", "evt.arg.flags"), parts("%evt.arg[flags] %evt.arg.flags"));
    assertEquals(List.of("proc.name", "'[2]'"), parts("%proc.name[2]"));
    assertEquals(List.of("proc.name", "'[2'"), parts("%proc.name[2"));
  }

  @Test
  void acceptsFieldsThatAreMeantForConditions() throws TemplateException {
    assertEquals(List.of("fd.ip", "' seen'"), parts("%fd.ip seen"));
  }

  @Test
  void readsWidths() throws TemplateException {
    assertEquals(List.of("proc.name:10", "'|'"), parts("%10proc.name|"));
  }

  @Test
  void acceptsTransformersInPlaceOfFields() throws TemplateException {
    assertEquals(
        List.of("'a '", "toupper(tolower(proc.name))", "')'"), parts("a %toupper(tolower( proc.name )))"));
    assertEquals(List.of("concat(proc.name, \"-\", proc.aname[1]):9"), parts("%9concat(proc.name, '-', proc.aname[1])"));
    assertEquals("unknown filter: unexpected token after '", fault("%toupper(proc.pid)"));
    assertEquals("unknown filter: unexpected token after '", fault("%toupper(proc.name"));
    assertEquals("unknown filter: unexpected token after '", fault("%shout(proc.name)"));
  }

  @Test
  void dropsALeadingStar() throws TemplateException {
    assertEquals(List.of("'a*'"), parts("*a*"));
  }

  @Test
  void listsEachFieldOnce() throws TemplateException {
    List<FieldUse> fields =
        OutputTemplate.compile("%user.name %proc.name %user.name", TestFields.CATALOG, FalcoVersion.V0_44).fields();
    assertEquals(List.of("user.name", "proc.name"), fields.stream().map(FieldUse::text).toList());
  }

  @Test
  void rejectsInvalidTemplates() {
    assertEquals("empty formatting token", fault(""));
    assertEquals("invalid formatting syntax: formatting cannot end with a %", fault("100%"));
    assertEquals("invalid formatting syntax: formatting cannot end with a number", fault("%10"));
  }

  @Test
  void rejectsUnknownFieldsAndThoseThatCannotBePrinted() {
    assertEquals("unknown filter: unexpected token after '", fault("%proc.nope"));
    assertEquals("unknown filter: unexpected token after '", fault("100% sure"));
    assertEquals("unknown filter: unexpected token after '", fault("%evt.arg"));
  }

  @Test
  void namesTheFieldThatDoesNotExist() {
    TemplateException e = assertThrows(TemplateException.class, () -> parts("a %proc.nope."));
    assertEquals("proc.nope", e.wrong());
  }
}
