package org.eyas.console;

import java.util.Collection;
import java.util.Dictionary;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.felix.webconsole.spi.ConfigurationHandler;
import org.apache.felix.webconsole.spi.ValidationException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Makes Felix' configuration page read-only and hides values that may be secret: only the YAML files define the
 * configuration.
 */
@Component(service = ConfigurationHandler.class)
public final class FelixConfigurationHandler implements ConfigurationHandler {
  // url: the URL of a web hook is like a password. config: settings of other bundles, as JSON.
  private static final Pattern SECRET =
      Pattern.compile("pass|secret|token|key|cred|auth|header|url|init|open.params|config|static.fields");

  @Activate
  public FelixConfigurationHandler() {}

  @Override
  public void createConfiguration(String pid) throws ValidationException {
    throw refused();
  }

  @Override
  public void createFactoryConfiguration(String factoryPid, @Nullable String name) throws ValidationException {
    throw refused();
  }

  @Override
  public void deleteConfiguration(@Nullable String factoryPid, String pid) throws ValidationException {
    throw refused();
  }

  @Override
  public void updateConfiguration(@Nullable String factoryPid, String pid, Dictionary<String, Object> properties)
      throws ValidationException {
    throw refused();
  }

  @Override
  public void filterProperties(@Nullable String factoryPid, String pid, Collection<String> names) {
    boolean ours = pid.startsWith("org.eyas.") || pid.startsWith("org.apache.felix.");
    names.removeIf(name -> !ours || SECRET.matcher(name.toLowerCase(Locale.ROOT)).find());
  }

  private static ValidationException refused() {
    return new ValidationException("Configurations are made from the YAML file: change it on the page Configuration of Eyas.");
  }
}
