
thin:
  file.retention_schedule:
    - name: @SANDBOX@/work/backups
    - retain:
        most_recent: 1
        first_of_day: 2
    - strptime_format: 'b-%Y-%m-%d-%H'
