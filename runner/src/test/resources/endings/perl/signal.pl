kill SEGV => $$;
