package dev.carrel.server.flag;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Our flags by the interface of OpenFeature: a module asks a {@link Client}, and needs nothing else of us but
 * {@link Asker}. A flag that there is not is off, whatever the caller would have by default: so says the rule of ours
 * that the browser follows too. As a text a flag is its variant, or the default where it is off or has none; of other
 * types there are no flags.
 */
@Configuration(proxyBeanMethods = false)
class OpenFeature {
    /**
     * Of each service its own, since one process may hold several; the one that OpenFeature shares would keep them all.
     */
    private static final class Own extends OpenFeatureAPI {}

    @Bean(destroyMethod = "shutdown")
    static OpenFeatureAPI openFeature(Flags flags) {
        OpenFeatureAPI api = new Own();
        api.setProviderAndWait(new Provider(flags));
        return api;
    }

    @Bean
    static Client flagClient(OpenFeatureAPI api) {
        return api.getClient();
    }

    private record Provider(Flags flags) implements FeatureProvider {
        @Override
        public Metadata getMetadata() {
            return () -> "carrel";
        }

        private Optional<Flag.On> answer(String key, EvaluationContext context) {
            return flags.answer(key, user(context));
        }

        private static Optional<UUID> user(EvaluationContext context) {
            String key = context.getTargetingKey();
            return key == null || key.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(key));
        }

        private String reason(String key) {
            return (flags.has(key) ? Reason.TARGETING_MATCH : Reason.DISABLED).name();
        }

        @Override
        public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean usual, EvaluationContext context) {
            Optional<Flag.On> on = answer(key, context);
            ProviderEvaluation.ProviderEvaluationBuilder<Boolean> told =
                    ProviderEvaluation.<Boolean>builder().value(on.isPresent()).reason(reason(key));
            on.flatMap(Flag.On::variant).ifPresent(told::variant);
            return told.build();
        }

        @Override
        public ProviderEvaluation<String> getStringEvaluation(String key, String usual, EvaluationContext context) {
            String told = answer(key, context).flatMap(Flag.On::variant).orElse(usual);
            return ProviderEvaluation.<String>builder()
                    .value(told)
                    .variant(told)
                    .reason(reason(key))
                    .build();
        }

        @Override
        public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer usual, EvaluationContext context) {
            return ofNoSuchType(usual);
        }

        @Override
        public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double usual, EvaluationContext context) {
            return ofNoSuchType(usual);
        }

        @Override
        public ProviderEvaluation<Value> getObjectEvaluation(String key, Value usual, EvaluationContext context) {
            return ofNoSuchType(usual);
        }

        private static <T> ProviderEvaluation<T> ofNoSuchType(T usual) {
            return ProviderEvaluation.<T>builder()
                    .value(usual)
                    .reason(Reason.ERROR.name())
                    .errorCode(ErrorCode.TYPE_MISMATCH)
                    .errorMessage("A flag is on or off, or a variant.")
                    .build();
        }
    }
}
