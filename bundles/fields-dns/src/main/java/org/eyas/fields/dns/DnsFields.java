package org.eyas.fields.dns;

import java.util.List;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The dns.* and tls.* fields. They say what was on the wire: an answer is the word of the network, and any program can send one to
 * itself, so a field proves nothing about who owns an address.
 */
@Component(
    configurationPid = "org.eyas.dns",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = FieldProvider.EVENT_SOURCE + "=syscall")
@Designate(ocd = DnsFields.Config.class)
public final class DnsFields implements FieldProvider {
  private static final String TLS = "tls.";

  /** eyas.dns of the configuration. */
  @ObjectClassDefinition(name = "Eyas DNS fields")
  @interface Config {
    boolean server_side() default false;
  }

  private final List<FieldClass> classes = classes(DnsFieldTable.read());
  private final CurrentMessage current;

  /** Called by Declarative Services. */
  @Activate
  public DnsFields(Config config) {
    this(config.server_side());
  }

  /** @param serverSide whether messages of servers on this machine have fields, too */
  public DnsFields(boolean serverSide) {
    current = new CurrentMessage(serverSide);
  }

  private static List<FieldClass> classes(List<FieldDefinition> fields) {
    return List.of(
        new FieldClass("dns", "", "Messages of the domain name system that programs send and receive.",
            fields.stream().filter(field -> !field.name().startsWith(TLS)).toList()),
        new FieldClass("tls", "", "The first message of a TLS client, which names the server.",
            fields.stream().filter(field -> field.name().startsWith(TLS)).toList()));
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    String name = field.name();
    if (name.startsWith(TLS)) {
      return HelloFields.reader(name);
    }
    if (name.startsWith("dns.question.")) {
      return QuestionFields.reader(name, current);
    }
    boolean ofAnswers = name.startsWith("dns.answers.") || name.startsWith("dns.resolved_");
    return ofAnswers ? AnswerFields.reader(name, current) : MessageFields.reader(name, current);
  }
}
