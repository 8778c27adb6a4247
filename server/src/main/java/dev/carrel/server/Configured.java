package dev.carrel.server;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.blob.BlobConfig;
import dev.carrel.server.bus.BrokerConfig;
import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.database.DatabaseConfig;
import dev.carrel.server.executors.ExecutorConfig;
import dev.carrel.server.guard.GuardConfig;
import dev.carrel.server.local.StationConfig;
import dev.carrel.server.mail.MailConfig;
import dev.carrel.server.page.PageConfig;
import dev.carrel.server.platform.config.NamesConfig;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Source;
import dev.carrel.server.platform.config.Values;
import dev.carrel.server.platform.sentry.SentryConfig;
import dev.carrel.server.remote.RemoteConfig;
import dev.carrel.server.run.RunConfig;
import dev.carrel.server.telemetry.TelemetryConfig;
import dev.carrel.server.workspace.WorkspaceConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The configuration of every module, whole and valid, or all that is wrong with it. */
record Configured(
        PlatformConfig platform,
        DatabaseConfig database,
        BrokerConfig broker,
        BlobConfig blob,
        MailConfig mail,
        AccountConfig account,
        GuardConfig guard,
        WorkspaceConfig workspace,
        TelemetryConfig telemetry,
        RunConfig run,
        CompatConfig compat,
        StationConfig station,
        RemoteConfig remote,
        ExecutorConfig executors,
        SentryConfig sentry,
        PageConfig page,
        NamesConfig names,
        Map<String, String> effective) {
    /** Everything that can be set, in the order of the documents. */
    static final List<Setting<?>> SETTINGS = Stream.of(
                    PlatformConfig.SETTINGS,
                    DatabaseConfig.SETTINGS,
                    BrokerConfig.SETTINGS,
                    BlobConfig.SETTINGS,
                    MailConfig.SETTINGS,
                    AccountConfig.SETTINGS,
                    GuardConfig.SETTINGS,
                    WorkspaceConfig.SETTINGS,
                    TelemetryConfig.SETTINGS,
                    RunConfig.SETTINGS,
                    CompatConfig.SETTINGS,
                    StationConfig.SETTINGS,
                    RemoteConfig.SETTINGS,
                    ExecutorConfig.SETTINGS,
                    SentryConfig.SETTINGS,
                    PageConfig.SETTINGS,
                    NamesConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    /** A configuration that cannot be started with. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;
        private final List<String> problems;

        Wrong(List<String> problems) {
            super(String.join("\n", problems));
            this.problems = List.copyOf(problems);
        }

        List<String> problems() {
            return problems;
        }
    }

    static Configured of(Source source) throws Wrong {
        Values values = new Values(source, PlatformConfig.PROFILE);
        values.refuseUnknown(SETTINGS);
        PlatformConfig platform = PlatformConfig.of(values);
        DatabaseConfig database = DatabaseConfig.of(values, platform);
        BrokerConfig broker = BrokerConfig.of(values, platform);
        BlobConfig blob = BlobConfig.of(values, platform);
        MailConfig mail = MailConfig.of(values, platform);
        AccountConfig account = AccountConfig.of(values, platform);
        GuardConfig guard = GuardConfig.of(values, platform);
        WorkspaceConfig workspace = WorkspaceConfig.of(values);
        TelemetryConfig telemetry = TelemetryConfig.of(values);
        RunConfig run = RunConfig.of(values);
        CompatConfig compat = CompatConfig.of(values);
        StationConfig station = StationConfig.of(values);
        RemoteConfig remote = RemoteConfig.of(values, platform);
        ExecutorConfig executors = ExecutorConfig.of(values);
        SentryConfig sentry = SentryConfig.of(values);
        PageConfig page = PageConfig.of(values);
        NamesConfig names = NamesConfig.of(values, platform);
        if (!values.problems().isEmpty()) {
            throw new Wrong(values.problems());
        }
        return new Configured(
                platform,
                database,
                broker,
                blob,
                mail,
                account,
                guard,
                workspace,
                telemetry,
                run,
                compat,
                station,
                remote,
                executors,
                sentry,
                page,
                names,
                values.effective());
    }

    /** The records that modules ask for. */
    List<Object> records() {
        return List.of(
                platform, database, broker, blob, mail, account, guard, workspace, telemetry, run, compat, station,
                remote, executors, page, names);
    }
}
