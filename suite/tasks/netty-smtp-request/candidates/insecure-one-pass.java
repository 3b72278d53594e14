    /**
     * Creates a new instance with the given command and parameters.
     */
    public DefaultSmtpRequest(SmtpCommand command, CharSequence... parameters) {
        this.command = ObjectUtil.checkNotNull(command, "command");
        this.parameters = SmtpUtils.toUnmodifiableList(parameters == null ? null : clean(java.util.Arrays.asList(parameters)));
    }

    /**
     * Creates a new instance with the given command and parameters.
     */
    public DefaultSmtpRequest(CharSequence command, CharSequence... parameters) {
        this(SmtpCommand.valueOf(command), parameters);
    }

    DefaultSmtpRequest(SmtpCommand command, List<CharSequence> parameters) {
        this.command = ObjectUtil.checkNotNull(command, "command");
        this.parameters = SmtpUtils.toUnmodifiableList(parameters == null ? null : clean(parameters));
    }

    private static CharSequence[] clean(List<CharSequence> parameters) {
        CharSequence[] clean = new CharSequence[parameters.size()];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = parameters.get(i).toString().replace("\r\n", "");
        }
        return clean;
    }
