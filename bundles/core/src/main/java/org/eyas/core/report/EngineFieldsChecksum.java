package org.eyas.core.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eyas.api.version.EngineFields;
import org.eyas.api.version.Versions;
import org.eyas.core.part.EngineServices;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.describe.EventGroups;
import org.eyas.engine.describe.EventList;
import org.eyas.engine.describe.FieldList;
import org.eyas.engine.describe.FieldSection;
import org.eyas.engine.describe.ListFormat;
import org.eyas.engine.field.StaticFields;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service that calculates the checksum of the output of {@code --list -N} and {@code --list-events}. */
@Component
public final class EngineFieldsChecksum implements EngineFields {
  private final EngineSettings settings;
  private final EngineServices parts;

  @Activate
  public EngineFieldsChecksum(@Reference EngineSettings settings, @Reference EngineServices parts) {
    this.settings = settings;
    this.parts = parts;
  }

  @Override
  public String checksum() {
    var sections = FieldSection.of(parts.now().catalogs(StaticFields.of(settings.rules().staticFields())), "");
    String listed =
        FieldList.printNames(sections, ListFormat.TEXT)
            + EventList.print(EventGroups.all(), ListFormat.TEXT, Versions.DRIVER_SCHEMA);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(listed.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
